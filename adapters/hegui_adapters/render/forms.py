"""The forms a run of `check` can take besides text and JSON: each is imported when it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hegui_adapters.render.telling import Report

__all__ = ["TOLD", "rendered"]

TOLD = ("sarif", "junit", "markdown", "html", "github", "gitlab", "xlsx")


def rendered(form: str, report: Report) -> str | bytes:
    """One of `TOLD`; bytes where it is no text."""
    match form:
        case "sarif":
            from hegui_adapters.render.sarif import sarif_text

            return sarif_text(report)
        case "junit":
            from hegui_adapters.render.junit import junit_text

            return junit_text(report)
        case "markdown":
            from hegui_adapters.render.markdown import markdown_text

            return markdown_text(report)
        case "html":
            from hegui_adapters.render.page import page_text

            return page_text(report)
        case "github":
            from hegui_adapters.render.forges import github_text

            return github_text(report)
        case "gitlab":
            from hegui_adapters.render.forges import gitlab_text

            return gitlab_text(report)
        case _:
            from hegui_adapters.render.report_sheets import report_workbook

            return report_workbook(report)
