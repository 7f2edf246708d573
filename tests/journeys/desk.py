"""A desk to tell stories at: an officer signs in, looks, presses, uploads; the worker does what was queued."""
import openpyxl
from django.core.cache import cache

from gonghui.core import jobs
from gonghui.core.jobs.chores import Heart, refresh_figures, seal_entries
from tests.browser import OFFICE, PHONE, axe, shot, sign_in

MEMBERS = "/rosters/people.members/"


class Desk:
    """One browser, at which one officer sits at a time."""

    def __init__(self, page, cast):
        self.page, self.cast = page, cast
        Heart("desk").beat()  # the worker lives, or every page would say that it does not
        cache.clear()

    def sits(self, who, address="/"):
        """Somebody of the cast takes the seat and opens a page."""
        self.page.context.clear_cookies()
        sign_in(self.page, self.cast.client(who))
        self.page.goto(address)

    def looks(self, name, phone=True):
        """Keeps a picture of the page; nothing keeps people out, and at 360 px nothing runs over the edge."""
        shot(self.page, name)
        self.lets_everybody_in(name)
        if phone:
            self.page.set_viewport_size(PHONE)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            shot(self.page, f"{name}_phone")
            assert wide <= PHONE["width"], f"{name}: {wide} px wide"
            self.lets_everybody_in(f"{name}_phone")
            self.page.set_viewport_size(OFFICE)

    def lets_everybody_in(self, name):
        found = axe(self.page)
        assert not found, "\n".join([name, *found])

    def presses(self, words):
        """A button that leads to a page: the next one, or the same again."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).click()

    def follows(self, words):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words, exact=True).first.click()

    def works(self):
        """The worker's round: all that waits is done, figures are brought up to date, entries sealed. The page anew."""
        while jobs.run_next("desk"):
            pass
        refresh_figures()
        seal_entries()
        self.page.reload()

    def uploads(self, name, content, to=MEMBERS):
        """A sheet is uploaded and looked through."""
        self.page.goto(to)
        self.page.set_input_files("#sheet", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
        self.presses("上传并核对")
        self.works()

    def takes_step(self, label, note="", on=""):
        """A step of the record's flow, from its button on the sheet to the sheet again."""
        self.page.locator(".step-acts").get_by_role("link", name=label, exact=True).click()
        panel = self.page.locator("#step form")
        if note:
            panel.get_by_label("说明").fill(note)
        if on:
            panel.get_by_label("办理日期").fill(on)
        panel.get_by_role("button", name=label, exact=True).click()
        self.page.get_by_text(f"已办理“{label}”。").wait_for()

    def saves(self, words, folder):
        """What a link downloads, as a file in the folder."""
        with self.page.expect_download() as given:
            self.page.get_by_role("link", name=words).click()
        path = folder / given.value.suggested_filename
        given.value.save_as(path)
        return path

    @property
    def said(self):
        """What the page says, without the frame."""
        return self.page.inner_text("#main")

    def counted(self):
        """{word: number} of the import on the page: 新增, 有错误, …"""
        terms = self.page.locator("#run dl.facts > div")
        return {term.locator("dt").inner_text(): int(term.locator("dd").inner_text().replace(",", ""))
                for term in terms.all()}


def book_of(rows, merged=()):
    """A workbook of the rows, as bytes-to-be: openpyxl's own object, its areas merged."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    return book
