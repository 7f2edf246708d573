"""The page that anybody may read while a notice hangs: no account, no cookie, nothing of the office behind it."""
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views import View

from .. import papers
from ..actions import read_public


class PublicNotice(View):
    """`public/<word>/`: masked lines, the days, how to object. Over, withdrawn, unknown: gone, in the same words.

    Rendered without the request: its frame would ask who is there, and set a cookie.
    """

    def get(self, request, word):
        notice = read_public(word, localdate())
        said = {}
        if notice:
            said = {"notice": notice, "lines": notice.lines.shown(), "days": papers.days_of(notice),
                    "way": papers.way_to_object(notice)}
        response = HttpResponse(render_to_string("notices/public.html", said), status=200 if notice else 410)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response
