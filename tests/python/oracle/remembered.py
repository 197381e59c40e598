"""Remember the answers of a method: a row is read by the tables that depend on it."""

from collections.abc import Callable
from functools import wraps


def remembered(method: Callable) -> Callable:
    """Compute once per instance and arguments."""
    name = f"_answers_of_{method.__name__}"

    @wraps(method)
    def answer(self: object, *arguments: object) -> object:
        answers = self.__dict__.setdefault(name, {})
        if arguments not in answers:
            answers[arguments] = method(self, *arguments)
        return answers[arguments]

    return answer
