"""Who may take which step (办理权限): the permission that each step of the gate asks for.

The order of the steps and the four eyes are `rules.gate`'s; here a role only meets a step.
"""

from collections.abc import Collection

from gongkai.office.bodies.permissions import Permission
from gongkai.rules.gate.steps import Stage, Step

_ASKED: dict[Step, Permission] = {
    Step.WRITE: Permission.WRITE,
    Step.SUBMIT: Permission.WRITE,
    Step.SUBMIT_URGENT: Permission.WRITE,
    Step.TAKE_BACK: Permission.WRITE,
    Step.DISCARD: Permission.WRITE,
    Step.ENDORSE: Permission.REVIEW,
    Step.ENDORSE_AFTERWARDS: Permission.REVIEW,
    Step.CLEAR: Permission.CHECK_SECRECY,
    Step.REFER: Permission.CHECK_SECRECY,
    Step.DETERMINE: Permission.CHECK_SECRECY,
    Step.WITHHOLD: Permission.CHECK_SECRECY,
    Step.RELEASE: Permission.RELEASE,
}
# Who has a version before them may send it back; who released it may stop it before its time.
_SENDS_BACK: dict[Stage, tuple[Permission, ...]] = {
    Stage.BUSINESS_REVIEW: (Permission.REVIEW,),
    Stage.SECRECY_REVIEW: (Permission.CHECK_SECRECY,),
    Stage.REFERRED: (Permission.CHECK_SECRECY,),
    Stage.CLEARED: (Permission.RELEASE, Permission.CHECK_SECRECY),
    Stage.RELEASED: (Permission.RELEASE, Permission.CHECK_SECRECY),
}
# Whose turn it is at a stage: what waits for them on the list and on the desk.
WAITS_FOR: dict[Stage, Permission] = {
    Stage.DRAFT: Permission.WRITE,
    Stage.BUSINESS_REVIEW: Permission.REVIEW,
    Stage.SECRECY_REVIEW: Permission.CHECK_SECRECY,
    Stage.REFERRED: Permission.CHECK_SECRECY,
    Stage.CLEARED: Permission.RELEASE,
}


def asked_for(step: Step, stage: Stage) -> tuple[Permission, ...]:
    """Return the permissions of which one is needed for a step at a stage; none: nobody's step."""
    if step is Step.SEND_BACK:
        return _SENDS_BACK.get(stage, ())
    return (_ASKED[step],) if step in _ASKED else ()


def ever_asked_for(step: Step) -> set[Permission]:
    """Return every permission by which a step may be taken, at whatever stage."""
    if step is Step.SEND_BACK:
        return {each for asked in _SENDS_BACK.values() for each in asked}
    return {_ASKED[step]} if step in _ASKED else set()


def may(step: Step, stage: Stage, permissions: Collection[Permission]) -> bool:
    """Return whether somebody with these permissions may take a step at a stage."""
    return any(each in permissions for each in asked_for(step, stage))


def stages_waiting_for(permissions: Collection[Permission]) -> tuple[Stage, ...]:
    """Return the stages at which somebody with these permissions has the next step."""
    return tuple(stage for stage, needed in WAITS_FOR.items() if needed in permissions)
