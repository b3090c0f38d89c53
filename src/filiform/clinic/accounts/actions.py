"""Links by which staff set their password. Plain functions: the action of inviting lives with memberships."""

from datetime import datetime, timedelta

from filiform.clinic.accounts.models import PasswordLink, User
from filiform.clinic.accounts.tokens import hash_of, new_token

PASSWORD_LINK_LASTS = timedelta(days=3)


def new_password_link(*, user: User, at: datetime) -> str:
    """Make the one link that works for this user now, and return its secret; older ones stop working."""
    user.password_links.filter(used_at=None).update(used_at=at)
    token = new_token()
    PasswordLink.objects.create(
        user=user, token_hash=hash_of(token), expires_at=at + PASSWORD_LINK_LASTS
    )
    return token


def open_password_link(token: str, at: datetime) -> PasswordLink | None:
    """The link of that secret if it still works."""
    links = PasswordLink.objects.select_related("user")
    return links.filter(
        token_hash=hash_of(token), used_at=None, expires_at__gt=at, user__is_active=True
    ).first()


def use_password_link(*, link: PasswordLink, password: str, at: datetime) -> bool:
    """Set the password and use the link up; false when somebody used it a moment before."""
    unused = PasswordLink.objects.filter(pk=link.pk, used_at=None)
    if unused.update(used_at=at) != 1:
        return False
    link.user.set_password(password)
    link.user.save(update_fields=["password"])
    return True
