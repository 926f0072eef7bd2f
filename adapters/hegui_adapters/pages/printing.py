"""HTML onto paper: a PDF with its fonts embedded, made without asking anybody for anything. It knows no decision and no request.

The template extends `paper.html`, which brings the style sheet, the head and the numbers of the pages.
"""

from __future__ import annotations

import hashlib
from threading import Lock
from typing import TYPE_CHECKING, Final

from hegui_adapters.pages.assets import MEDIA_TYPES, PREFIX, assets

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

__all__ = ["ForeignAddressError", "NotPrintableError", "pdf"]

HERE: Final = "https://paper.invalid"
"""The host our own files have within a document that is printed; there is none of that name (RFC 6761), and none is asked."""
_ONE_AT_A_TIME: Final = Lock()
"""What lays out the text keeps state of its own, and a processor prints one document as fast as two."""


class NotPrintableError(Exception):
    """What draws PDF is not installed: the Python package or the libraries it draws with."""


class ForeignAddressError(Exception):
    """A document names an address that is not of our own static files."""


def pdf(html: str) -> bytes:
    """A document as PDF; the same bytes for the same document, fonts and versions.

    Raises:
        NotPrintableError: WeasyPrint or Pango is missing.
        ForeignAddressError: the document names what is not ours.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError
    except (ImportError, OSError) as error:
        raise NotPrintableError(str(error)) from error
    named = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    with _ONE_AT_A_TIME:
        try:
            document = HTML(string=html, base_url=f"{HERE}/", url_fetcher=_own_files())
            printed: bytes = document.write_pdf(pdf_identifier=named, pdf_tags=True)
        except FatalURLFetchingError as error:
            raise ForeignAddressError(str(error)) from None
    return printed


def _own_files() -> URLFetcher:
    """Reads our static files and refuses everything else, so that nothing is ever sent for."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Own(URLFetcher):  # type: ignore[misc]  # the library carries no types
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - the library's signature
            start = f"{HERE}{PREFIX}/{assets().digest}/"
            name = url.removeprefix(start)
            if not url.startswith(start) or name not in assets().files:
                raise FatalURLFetchingError(url)
            media = MEDIA_TYPES[name[name.rindex(".") :]]
            return URLFetcherResponse(url, assets().files[name], {"Content-Type": media})

    return Own()
