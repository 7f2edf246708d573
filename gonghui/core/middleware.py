"""What every request carries: the post its account acts in, the scope that follows, and a strict content policy."""
from django.apps import apps
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

POLICY = "; ".join((
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'",
    "connect-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
))


class ContentSecurity:
    """No script and no style but the program's own files: charts set their styles through the page's objects."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        # Whoever sits down at the PC next, presses Back and finds nothing; the program's own files say otherwise.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class ChosenLanguage:
    """Chinese, unless this browser has chosen English: what its maker set it to says nothing about an office."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


class ActingPost:
    """`request.acting`: the post the account acts in (its choice is kept in the session), or None.

    `request.scope` follows from it and is None where there is no post, so that a page that forgets to ask fails.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.acting = SimpleLazyObject(lambda: _acting(request))
        request.scope = SimpleLazyObject(lambda: _scope(request))
        return self.get_response(request)


class OwnPassword:
    """Whoever still has the password he was given is asked for one of his own before anything else."""

    OPEN = ("account_change_password", "account_logout", "choose_language")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name in self.OPEN:
            return None
        if request.user.is_authenticated and request.user.password_given:
            return HttpResponseRedirect(reverse("account_change_password"))
        return None


def _acting(request):
    if not request.user.is_authenticated:
        return None
    posts = apps.get_model(settings.POST_MODEL)
    return posts.acting(request.user, request.session.get("post"))


def _scope(request):
    # SimpleLazyObject of None is falsy and compares equal to None, but `is None` fails: ask by truth.
    return request.acting.scope() if request.acting else None
