"""The service: manifests in, decisions out, over HTTP. It judges nothing itself; the engine does, and the store keeps."""
