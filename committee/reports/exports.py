"""Everything an account can be handed out as: what it is, which endings it has, and how much of it is shown.

The command line (`committee report`) and the export dialog of the screen make the same bytes of the same account.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from committee.model.disclosure import Disclosure
from committee.model.problem import Problem

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.reports.content import Document
    from committee.workspace import Analysis


@dataclass(frozen=True, slots=True)
class Export:
    """One of them: its `form` as `--format` names it, on a `single` page or not, its file's ending, and what it is."""

    form: str
    ending: str
    says: str
    single: bool = False


EXPORTS: tuple[Export, ...] = (
    Export("html", ".html", "Web page: who is who, plan, findings, the map"),
    Export("html", ".html", "One page to print, or to keep as a PDF from the browser", single=True),
    Export("markdown", ".md", "Report as Markdown, for a wiki or an e-mail"),
    Export("plain", ".txt", "Report as text, for reading aloud"),
    Export("svg", ".svg", "The map as a picture"),
    Export("json", ".json", "All facts and results as JSON, for other programs"),
)


class Shown:
    """One account as a disclosure allows it.

    Args:
        original: the account as it is in its file.
        problems: what is wrong in that file.
        today: the date of the analysis.
        disclosure: what is withheld.
    """

    def __init__(self, original: "Account", problems: Sequence[Problem], today: date, disclosure: Disclosure) -> None:
        self.original = original
        self.problems = problems
        self.today = today
        self.disclosure = disclosure

    @cached_property
    def account(self) -> "Account":
        """The account as far as it may be seen."""
        if not self.disclosure:
            return self.original
        from committee.model.masking import mask

        return mask(self.original, self.disclosure, ids=True)

    @cached_property
    def analysis(self) -> "Analysis":
        """The analysis of the account as it is shown."""
        from committee.workspace import analyse

        return analyse(self.account, self.today)

    @property
    def content(self) -> str:
        """The beginning of the hash of the account as it is in its file."""
        from committee.reports.content import content_hash

        return content_hash(self.original)

    @property
    def colophon(self) -> str:
        """The last line of what is handed out."""
        from committee.reports.content import colophon

        return colophon(self.original, self.today, self.disclosure)

    def id(self, table: str, identifier: str) -> str:
        """The id of a record as it is shown."""
        if not self.disclosure.names_hidden:
            return identifier
        from committee.model.masking import masked_ids

        return masked_ids(self.original).get((table, identifier), identifier)

    def document(self) -> "Document":
        """The report of the account, as far as it may be seen."""
        from committee.reports.account_content import account_document
        from committee.reports.customer_content import customer_document

        if self.disclosure.customer_safe:
            found = customer_document(self.account, self.today)
        else:
            found = account_document(self.analysis, shown_problems(self.problems, self.disclosure))
        return replace(found, colophon=self.colophon)

    def written(self, form: str, *, single: bool = False) -> str:
        """The account in a form, or on one page."""
        if single:
            return self._one_page()
        if form == "json":
            return self._json()
        if form == "svg":
            return self._picture(self.colophon)
        document = self.document()
        if form == "html":
            from committee.reports.html import html

            return html(document, disclosed=self.disclosure.footer, picture=self._picture())
        from committee.reports.markdown import markdown
        from committee.reports.plain import plain

        return (plain if form == "plain" else markdown)(document)

    def _json(self) -> str:
        import json

        from committee.reports.data import analysis_json, customer_json, disclosed_json

        safe = self.disclosure.customer_safe
        said = customer_json(self.account, self.today) if safe else analysis_json(self.analysis)
        return json.dumps(disclosed_json(said, self.content, self.disclosure), ensure_ascii=False, indent=2)

    def _picture(self, colophon: str = "") -> str:
        """The map, as a sheet of its own with a colophon, else as part of a page that says whose it is."""
        from committee.reports.svg import customer_svg, map_svg

        if self.disclosure.customer_safe:
            return customer_svg(self.account, self.today, colophon=colophon, heading=bool(colophon))
        return map_svg(self.analysis, colophon=colophon, heading=bool(colophon))

    def _one_page(self) -> str:
        from committee.reports.one_page import customer_page, one_page

        said, picture = {"disclosed": self.disclosure.footer, "colophon": self.colophon}, self._picture()
        if self.disclosure.customer_safe:
            return customer_page(self.account, self.today, picture, **said)
        return one_page(self.analysis, picture, **said)


def shown_problems(problems: Sequence[Problem], disclosure: Disclosure) -> tuple[Problem, ...]:
    """Problems as they may be shown: their words may quote the file, so of hidden ones kind and place are left."""
    from committee.model.disclosure import hidden_file

    if not disclosure:
        return tuple(problems)
    return tuple(
        replace(one, what=one.kind, remedy="", file=hidden_file() if one.file else "", path=()) for one in problems
    )
