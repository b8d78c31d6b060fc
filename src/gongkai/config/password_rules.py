"""The rules of passwords, as Django checks them, in the office's words."""

from typing import Any

from django.contrib.auth import password_validation as rules
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LongEnough(rules.MinimumLengthValidator):
    """Long enough not to be tried out."""

    def get_error_message(self) -> str:
        """Say how long it must be."""
        return _("密码不足 %(length)d 位，请加长。") % {"length": self.min_length}

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("密码至少 %(length)d 位。") % {"length": self.min_length}


class NotCommon(rules.CommonPasswordValidator):
    """Not one of the passwords that are tried first."""

    def get_error_message(self) -> str:
        """Say that others use it."""
        return _("这是常见密码，容易被猜中，请另设一个。")

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("不能是常见密码。")


class NotFiguresOnly(rules.NumericPasswordValidator):
    """More than figures, which are too few to choose from."""

    def get_error_message(self) -> str:
        """Say what is missing."""
        return _("密码全是数字，请加入字母或符号。")

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("不能全是数字。")


class NotLikeTheName(rules.UserAttributeSimilarityValidator):
    """Not the name of the account or of the post over again."""

    DEFAULT_USER_ATTRIBUTES = ("username", "post")

    def __init__(self) -> None:
        super().__init__(user_attributes=self.DEFAULT_USER_ATTRIBUTES)

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError where name and password are alike."""
        try:
            super().validate(password, user)
        except ValidationError as error:
            raise ValidationError(self.get_error_message(), code=error.code) from error

    def get_error_message(self) -> str:
        """Say what it is like; Django's own sentence names the field in English."""
        return _("密码与用户名或岗位名称相近，请另设一个。")

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("不能与用户名或岗位名称相近。")
