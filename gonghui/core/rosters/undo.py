"""Taking back a whole import as one act: last chunk first, each in one transaction."""
from django.db import transaction
from django.utils import timezone

from .. import audit
from .declaration import ROSTERS
from .models import unsealed


def undo(run, scope, progress=lambda done, total, sentence="": None):
    """Rows that the import made or changed and nobody has written to since go back; the rest are kept in `run.left`.

    Killed at any moment, it goes on where it stopped when called again.
    """
    roster = ROSTERS[run.roster](scope, timezone.localdate())
    parts = list(run.parts.order_by("-number"))
    for done, part in enumerate(parts, start=1):
        if not part.written:
            continue
        with transaction.atomic():
            part = run.parts.select_for_update().get(pk=part.pk)
            if not part.written:  # another took it back meanwhile
                continue
            run.left += roster.take_back(unsealed(part.written))
            part.written = b""
            part.save(update_fields=["written"])
            run.save(update_fields=["left"])
            progress(done, len(parts))
    if run.undone_at is None:
        with transaction.atomic():
            run.undone_at = timezone.now()
            run.save(update_fields=["undone_at"])
            audit.record(scope, "undo", run, details={"roster": run.roster, "left": len(run.left)})
    return run
