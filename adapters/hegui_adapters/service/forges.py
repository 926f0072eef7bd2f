"""What a forge is told of a decision: the status of a commit, and a comment where the change is reviewed. Pure.

- GitHub REST, version 2022-11-28: `POST /repos/{owner}/{repo}/statuses/{sha}` and `…/issues/{number}/comments`; a bearer token.
- GitLab REST v4: `POST /projects/{id}/statuses/{sha}` and `…/merge_requests/{iid}/notes`; `PRIVATE-TOKEN`.
- Gitee OpenAPI v5: `POST /repos/{owner}/{repo}/check-runs` (it has no plain status) and `…/pulls/{number}/comments`;
  `access_token` within the body.

A product that lacks facts is pending, never a success: where the status is required, nothing is merged on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from hegui_adapters.service.brief import Brief, Verdict, shortened
from hegui_adapters.service.robots import WORDS, plain

__all__ = ["DEFAULT_URLS", "FORGES", "NOWHERE", "Change", "Forge", "ForgePost", "Part", "forge_post"]

Forge = Literal["github", "gitlab", "gitee"]
FORGES: Final[tuple[Forge, ...]] = ("github", "gitlab", "gitee")
Part = Literal["status", "comment"]
DEFAULT_URLS: Final[Mapping[Forge, str]] = {
    "github": "https://api.github.com",
    "gitlab": "https://gitlab.com/api/v4",
    "gitee": "https://gitee.com/api/v5",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Where in a repository a manifest came from: a commit (its whole hash), a pull or merge request, or both."""

    repository: str | None = None
    commit: str | None = None
    number: int | None = None

    def data(self) -> Mapping[str, object]:
        return {"repository": self.repository, "commit": self.commit, "number": self.number}


NOWHERE: Final = Change()
"""What comes from no repository, or from one it does not name."""


@dataclass(frozen=True, slots=True)
class ForgePost:
    """What to post: the path below the forge's API, headers, and the body as JSON."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, object]


def forge_post(
    forge: Forge, part: Part, repository: str, change: Change, brief: Brief, *, product: str, token: str, mark: str
) -> ForgePost:
    """What to post for one part of a decision.

    Args:
        product: names the status, so that several products of one repository have one each.
        mark: a name for the message, hidden in the comment: who finds it twice knows it was delivered twice.
    """
    return _POSTS[forge, part](_Told(repository, change, brief, f"hegui/{product}", token, mark))


@dataclass(frozen=True, slots=True)
class _Told:
    repository: str
    change: Change
    brief: Brief
    context: str
    token: str
    mark: str

    @property
    def path(self) -> str:
        return quote(self.repository)

    def described(self, most: int) -> str:
        joint = "。" if self.brief.lang == "zh" else ". "
        return shortened(joint.join(filter(None, (self.brief.said, self.brief.rest))), most)


# ---- GitHub

GITHUB_STATES: Final[Mapping[Verdict, str]] = {"blocked": "failure", "undetermined": "pending", "clear": "success"}


def _github_headers(told: _Told) -> Mapping[str, str]:
    return {
        "authorization": f"Bearer {told.token}",
        "accept": "application/vnd.github+json",
        "x-github-api-version": "2022-11-28",
    }


def _github_status(told: _Told) -> ForgePost:
    body = {"state": GITHUB_STATES[told.brief.verdict], "context": told.context, "description": told.described(140)}
    path = f"/repos/{told.path}/statuses/{told.change.commit}"
    return ForgePost(path, _github_headers(told), _linked(body, "target_url", told))


def _github_comment(told: _Told) -> ForgePost:
    path = f"/repos/{told.path}/issues/{told.change.number}/comments"
    return ForgePost(path, _github_headers(told), {"body": _comment(told)})


# ---- GitLab

GITLAB_STATES: Final[Mapping[Verdict, str]] = {"blocked": "failed", "undetermined": "pending", "clear": "success"}


def _gitlab_path(told: _Told) -> str:
    return f"/projects/{quote(told.repository, safe='')}"


def _gitlab_status(told: _Told) -> ForgePost:
    body = {"state": GITLAB_STATES[told.brief.verdict], "name": told.context, "description": told.described(255)}
    path = f"{_gitlab_path(told)}/statuses/{told.change.commit}"
    return ForgePost(path, {"private-token": told.token}, _linked(body, "target_url", told))


def _gitlab_note(told: _Told) -> ForgePost:
    path = f"{_gitlab_path(told)}/merge_requests/{told.change.number}/notes"
    return ForgePost(path, {"private-token": told.token}, {"body": _comment(told)})


# ---- Gitee

GITEE_CONCLUSIONS: Final[Mapping[Verdict, str]] = {
    "blocked": "failure",
    "undetermined": "action_required",
    "clear": "success",
}


def _gitee_check(told: _Told) -> ForgePost:
    body = {
        "access_token": told.token,
        "name": told.context,
        "head_sha": told.change.commit,
        "status": "completed",
        "conclusion": GITEE_CONCLUSIONS[told.brief.verdict],
        "output": {"title": told.brief.said, "summary": _comment(told)},
    }
    return ForgePost(f"/repos/{told.path}/check-runs", {}, _linked(body, "details_url", told))


def _gitee_comment(told: _Told) -> ForgePost:
    path = f"/repos/{told.path}/pulls/{told.change.number}/comments"
    return ForgePost(path, {}, {"access_token": told.token, "body": _comment(told)})


_POSTS: Final[Mapping[tuple[Forge, Part], Callable[[_Told], ForgePost]]] = {
    ("github", "status"): _github_status,
    ("github", "comment"): _github_comment,
    ("gitlab", "status"): _gitlab_status,
    ("gitlab", "comment"): _gitlab_note,
    ("gitee", "status"): _gitee_check,
    ("gitee", "comment"): _gitee_comment,
}


def _linked(body: Mapping[str, object], name: str, told: _Told) -> Mapping[str, object]:
    return {**body, name: told.brief.link} if told.brief.link else body


def _comment(told: _Told) -> str:
    return "\n".join(_comment_lines(told.brief, told.mark))


def _comment_lines(brief: Brief, mark: str) -> Iterator[str]:
    words = WORDS[brief.lang]
    yield f"<!-- hegui: {mark} -->"
    yield f"### {plain(brief.heading)}"
    yield ""
    for name, value in brief.facts:
        yield f"- {name}{words['colon']}{plain(value)}"
    for number, item in enumerate(brief.items, 1):
        yield ""
        yield f"**{number}. {plain(item.title)}**"
        yield ""
        yield plain(item.message)
        yield f"<br>{plain(words['law'] + item.law)}"
        if item.remedy:
            yield f"<br>{plain(words['fix'] + item.remedy)}"
    if brief.rest:
        yield f"\n{plain(brief.rest)}"
    if brief.link:
        yield f"\n[{words['open']}]({brief.link})"
    yield f"\n> {brief.note}"
