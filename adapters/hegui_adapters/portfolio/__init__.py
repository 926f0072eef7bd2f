"""All products of a firm side by side, from what their newest decisions left behind. It judges nothing and stores nothing."""
