"""Accounts, posts and duties: opened, granted, handed over, ended."""
import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.core import audit, standards
from gonghui.core.accounts import Account
from gonghui.core.flow import Refused, spoken
from gonghui.core.writing import locked, write
from gonghui.registry.orgs.models import lasting

from . import rules
from .models import Duty, Post

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no letter or digit that is taken for another on paper


def _unless(reasons):
    if reasons:
        raise Refused(*spoken(reasons))


def first_password():
    """A random password of sixteen places in four groups, to be shown once and changed at the first sign-in."""
    return "-".join("".join(secrets.choice(ALPHABET) for _place in range(4)) for _group in range(4))


@transaction.atomic
def open_account(account, *, scope):
    """Opens an account (unsaved, with username and name) and returns its first password, kept nowhere."""
    scope.require("accounts.edit")
    password = first_password()
    account.set_password(password)
    account.password_given = True
    account.save(force_insert=True)
    _said(scope, "open_account", account)
    return password


@transaction.atomic
def reset_password(account, *, scope):
    """A new first password for somebody who has lost his; returned once."""
    _may_edit(account, scope)
    password = first_password()
    account.set_password(password)
    account.password_given = True
    account.save(update_fields=["password", "password_given"])
    _said(scope, "reset_password", account)
    return password


@transaction.atomic
def switch_account(account, *, active, scope):
    """Closes an account to sign-in, or opens it again."""
    _may_edit(account, scope)
    account.is_active = active
    account.save(update_fields=["is_active"])
    _said(scope, "open_again" if active else "close_account", account)


def _may_edit(account, scope):
    scope.require("accounts.edit")
    posts = Post.objects.filter(account=account)
    beyond = posts.on(localdate()).exclude(pk__in=scope.narrow(posts).values("pk"))
    # Whoever may set a password may sign in with it: so all that the account may do must lie in the scope.
    if beyond.exists() or posts.exists() and not scope.narrow(posts).exists():
        raise PermissionDenied("account with a post beyond the scope")


def _said(scope, act, account):
    audit.record(scope, act, model="core.account", details={"account": account.pk, "username": account.username})


@transaction.atomic
def grant(post, *, scope):
    """岗位授予: the account may act in the post from its first day on."""
    scope.require("posts.grant")
    if not scope.covers(post.org_id):
        raise PermissionDenied("org outside the scope")
    Account.objects.select_for_update().get(pk=post.account_id)
    held = Post.objects.filter(lasting(post.first) | lasting(), account_id=post.account_id)
    _unless(rules.reasons_not_to_grant(post.role_id, held.values_list("role_id", flat=True),
                                       post.account_id == scope.account_id))
    if held.filter(org_id=post.org_id, role_id=post.role_id, last=None).exists():
        raise Refused(_("这个账号已有这一岗位。"))
    write(post, scope=scope, act="grant", on=post.first, org=post.org_id, note=post.document)
    return post


@transaction.atomic
def end(post, *, last, scope, note=""):
    """The last day of a post. An account without another post is closed: accounts follow posts."""
    scope.require("posts.grant")
    post.last = last
    _unless(rules.reasons_against_end(post.first, last))
    write(post, scope=scope, act="end", on=last, org=post.org_id, note=note)
    if last < localdate() and not Post.objects.filter(account=post.account_id).on(localdate()).exists():
        Account.objects.filter(pk=post.account_id).update(is_active=False)
    return post


@transaction.atomic
def hand_over(post, account, *, first, scope, document=""):
    """交接: the post passes to another account on a day; the former holder's last day is the one before."""
    end(post, last=first - timedelta(days=1), scope=scope, note=document)
    return grant(Post(account=account, org=post.org, role=post.role, first=first, document=document), scope=scope)


@transaction.atomic
def leave(duty, *, last_on, scope, document=""):
    """Somebody's last day in a duty."""
    scope.require("posts.edit")
    duty = locked(duty)
    _unless([*rules.reasons_against_day(last_on, localdate()), *rules.reasons_against_end(duty.first_on, last_on)])
    duty.last_on = last_on
    write(duty, scope=scope, act="leave", on=last_on, note=document)
    return duty


@transaction.atomic
def succeed(duty, successor, *, on, scope, document=""):
    """A duty passes to somebody else (an unsaved Duty with name, person, full_time): the same union and position."""
    leave(duty, last_on=on - timedelta(days=1), scope=scope, document=document)
    row = Duty(org=duty.org, position=duty.position, first_on=on, document=document, name=successor.name,
               person=successor.person, full_time=successor.full_time, phone=successor.phone)
    write(row, scope=scope, act="appoint", on=on)
    return row


@transaction.atomic
def begin_term(term, *, scope):
    """A committee elected: the term before it ends the day the new one begins."""
    scope.require("posts.edit")
    if not scope.covers(term.org_id):
        raise PermissionDenied("org outside the scope")
    _unless([*rules.reasons_against_day(term.first_on, localdate()), *_too_long(term)])
    for before in locked(term.org).terms.filter(ended_on=None):
        if before.first_on >= term.first_on:
            raise ValidationError(_("上一届从%s起，新一届的当选日期应当晚于这一天。") % before.first_on)
        before.ended_on = term.first_on
        write(before, scope=scope, act="end", on=term.first_on)
    write(term, scope=scope, act="elect", on=term.first_on)
    return term


def _too_long(term):
    try:
        years = standards.at("org.federation_term_years", term.first_on, term.org.division_id).number
    except standards.NotSet:  # a day before the law on file: nothing to hold the years against
        years = None
    return rules.reasons_against_term(term.first_on, term.due_on, years)
