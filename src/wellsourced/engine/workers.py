"""A function over tasks, on several processes: what makes a process slow, huge or crash costs one task.

    tasks -> [pipe] -> process -> [pipe] -> (task, result), in the order of the tasks

Each process has a pipe in and a pipe out, does one task after the other, and answers each before it begins the next: so
the task that ended a process is known, and all others are done. A task that ended its process, or ran out of memory, is
tried once more in a new one, since another program may have been to blame; one that took too long is not.

Not left to a library: `concurrent.futures` and joblib's loky give all tasks up when one process dies and end none that
hangs; pebble ends those, and is under the LGPL.
"""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any, Generic, TypeVar

from ..errors import WorkerLost, in_words

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 8  # tasks a process that are taken before the first of them is answered: what one slow task may hold up
WAITING = 1  # tasks that wait in a process's pipe: so it need not wait for the next, nor holds up many
BEGINNING = 300.0  # seconds within which a process has begun, or ends
TRIES = 2
PIPE = 1 << 20  # bytes of a pipe where the system lets us ask (Linux gives that much to everyone)
PIPE_ANYWHERE = 1 << 12  # bytes that any system's pipe takes without a reader (Windows: 8 KiB)
STARTED, ANSWER, LAST_ANSWER = b"s", b"a", b"l"  # how the messages of a process begin
OUT_OF_MEMORY = 77  # a process's exit code; any that Python and the shell do not use


@dataclass(frozen=True, slots=True)
class Failed:
    """In place of a result: why there is none, as the end of a sentence ("it took longer than 60 s")."""

    why: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take."""

    seconds: Callable[[Any], float] = lambda task: 60.0  # for this task, by the clock; not on Windows
    memory: int = 4_000  # MB for its data (Linux); one that has come to hold half of that is replaced after its task
    tasks: int = 2_000  # then another takes its place


def run(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    processes: int,
    *,
    start: Callable[[], object] = bool,
    preload: tuple[str, ...] = (),
    limits: Limits = Limits(),
    ordered: bool = True,
) -> Iterator[tuple[Task, Result | Failed]]:
    """Each task with its result, or with why it has none; in the order of the tasks, else in that of the answers.

    `work`, `start` (called once in each process) and the tasks go through `pickle`. Where processes are forked off a
    server (Linux), it imports the modules `preload` once, and all share what these made. `tasks` may be endless: few
    are taken ahead. Raises `WorkerLost` where a process ends before its first task. The processes end with the
    iterator, and with this process however that ends.
    """
    pool: _Pool[Task, Result] = _Pool(work, start, _context(preload), processes, limits)
    done: dict[int, tuple[Task, Result | Failed]] = {}
    each = enumerate(tasks)
    given = told = 0
    try:
        while True:
            while given < told + AHEAD * processes and pool.has_room() and (one := next(each, None)):
                pool.give(_Given(*one, ForkingPickler.dumps((limits.seconds(one[1]), one[1]))))
                given += 1
            if given == told:
                return
            next_one = told if ordered else next(iter(done), -1)
            for answered, result in pool.answers(waiting=next_one not in done):
                done[answered.number] = (answered.task, result)
            if next_one in done:
                yield done.pop(next_one)
                told += 1
    finally:
        pool.close()


def start_server(preload: tuple[str, ...]) -> None:
    """Begin to import what the processes will share, beside what this process does next; nothing where each starts by
    itself."""
    if _context(preload).get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()


def _context(preload: tuple[str, ...]) -> BaseContext:
    """How processes are started: forked off a clean server, or each by itself where forking is not safe (macOS) or
    unknown (Windows). Never forked off this process: the copy of a process with threads may hang."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    if preload:  # one server serves all of this process, with what was asked for when it began
        context.set_forkserver_preload(list(preload))
    return context


# ---- this side of the pipes ---------------------------------------------------------------------


@dataclass(slots=True)
class _Given(Generic[Task]):
    number: int
    task: Task
    data: memoryview  # the task as it goes through a pipe
    tries: int = 0


class _Pool(Generic[Task, Result]):
    """The processes, and which task each of them has."""

    def __init__(
        self, work: Callable[[Task], Result], start: Callable[[], object], context: BaseContext, processes: int,
        limits: Limits,
    ) -> None:  # fmt: skip
        self._context, self._limits, self._processes = context, limits, processes
        self._program = (work, start, limits.memory, limits.tasks)
        self._workers: list[_Worker[Task]] = []
        self._waiting: deque[_Given[Task]] = deque()  # for a process with room

    def has_room(self) -> bool:
        """Whether another task could be given now, if it is a small one."""
        room = len(self._workers) < self._processes or any(worker.has_room(0) for worker in self._workers)
        return room and not self._waiting

    def give(self, one: _Given[Task]) -> None:
        self._waiting.append(one)
        self._deal()

    def answers(self, waiting: bool) -> Iterator[tuple[_Given[Task], Result | Failed]]:
        """What was answered since the last call; `waiting`: at least one message of a process is waited for."""
        self._deal()
        ready = wait([worker.answers for worker in self._workers], None if waiting else 0)
        for worker in [worker for worker in self._workers if worker.answers in ready]:
            try:
                said, what = worker.hear()
            except (EOFError, OSError):
                yield from self._lost(worker)
                continue
            if said in (ANSWER, LAST_ANSWER):
                yield worker.given.popleft(), what
            if said == LAST_ANSWER:
                self._remove(worker)

    def close(self) -> None:
        for worker in self._workers:
            worker.close()

    def _deal(self) -> None:
        """Tasks that wait to the processes that have least to do, or to new ones."""
        while self._waiting:
            worker = min(self._workers, key=lambda worker: len(worker.given), default=None)
            if (worker is None or worker.given) and len(self._workers) < self._processes:
                worker = _Worker(self._context, self._program)
                self._workers.append(worker)
            if worker is None or not worker.has_room(len(self._waiting[0].data)):
                return
            worker.give(self._waiting.popleft())

    def _lost(self, worker: _Worker[Task]) -> Iterator[tuple[_Given[Task], Failed]]:
        """The first task of a process that ended was its last; what stood behind it is given to another."""
        worker.process.join()
        code = worker.process.exitcode or 0
        if not worker.is_ready:
            raise WorkerLost(f"a process ended before it had begun ({_ending(code)})")
        if worker.given:
            one = worker.given[0]
            one.tries += 1
            if code == -_ALARM:
                yield worker.given.popleft(), Failed(f"it took longer than {self._limits.seconds(one.task):g} s")
            elif one.tries == TRIES:
                much = f"it took more than {self._limits.memory:,} MB of memory"
                ended = f"the process that did it ended ({_ending(code)})"
                yield worker.given.popleft(), Failed(much if code == OUT_OF_MEMORY else ended)
        self._remove(worker)

    def _remove(self, worker: _Worker[Task]) -> None:
        self._workers.remove(worker)
        self._waiting.extendleft(reversed(worker.given))
        worker.close()


class _Worker(Generic[Task]):
    """A process, the pipes to and from it, and the tasks that it was given and has not answered."""

    def __init__(self, context: BaseContext, program: tuple[Any, ...]) -> None:
        tasks, self._tasks = context.Pipe(duplex=False)
        self.answers, answers = context.Pipe(duplex=False)
        self._room = min(_widened(self._tasks), _widened(self.answers)) // 2
        self.process = context.Process(target=_serve, args=(*program, tasks, answers), daemon=True)  # type: ignore[attr-defined]
        with _without_main():
            self.process.start()
        tasks.close()
        answers.close()  # else the end of the process would not be seen
        self.given: deque[_Given[Task]] = deque()
        self.is_ready = False

    def has_room(self, size: int) -> bool:
        """Whether a task of so many bytes could be sent without waiting for this process to read it: else both sides
        could wait for each other. One that does nothing reads."""
        full = size + sum(len(one.data) for one in self.given)
        return not self.given or (len(self.given) <= WAITING and full <= self._room)

    def give(self, one: _Given[Task]) -> None:
        self.given.append(one)
        with suppress(OSError):  # it has just ended: `answers` will tell
            self._tasks.send_bytes(one.data)

    def hear(self) -> tuple[bytes, Any]:
        """The next message of the process; raises EOFError or OSError where it has ended without another."""
        data = memoryview(self.answers.recv_bytes())
        said, what = bytes(data[:1]), ForkingPickler.loads(data[1:])
        if said == STARTED:
            self.is_ready = True
            if isinstance(what, Failed):
                raise WorkerLost(what.why)
        return said, what

    def close(self) -> None:
        self.process.kill()
        self.process.join()
        self._tasks.close()
        self.answers.close()


@contextmanager
def _without_main() -> Iterator[None]:
    """Processes that are started do not import the program's main module: nothing of what they do stands there, it may
    be large, and a script without `if __name__ == "__main__"` would begin anew in each of them."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _widened(pipe: Connection) -> int:
    """How many bytes a pipe takes before somebody reads them."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # one user's pipes may hold so much and no more
            return fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE)
    return PIPE_ANYWHERE


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


# ---- the other side -----------------------------------------------------------------------------

_ALARM = getattr(signal, "SIGALRM", 0)


def _serve(
    work: Callable[[Any], Any], start: Callable[[], object], memory: int, lasting: int,
    tasks: Connection, answers: Connection,
) -> None:  # fmt: skip
    """What a process does: one task after the other, until nobody sends any, or it has done so many."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the one that asked ends the others
    _alarm(BEGINNING)  # where memory lacks, Python may wait for ever for a thread that could not begin
    _bound_memory(memory)
    Thread(target=_end_with, args=(tasks,), daemon=True).start()
    with suppress(EOFError, OSError):  # nobody is there any more
        answers.send_bytes(STARTED + _result(lambda _: bool(start()), None))
        _alarm(0)
        for left in reversed(range(lasting)):
            seconds, task = tasks.recv()
            _alarm(seconds)
            result = _result(work, task)
            _alarm(0)
            answers.send_bytes((ANSWER if left and _held() < memory / 2 else LAST_ANSWER) + result)


def _result(work: Callable[[Any], Any], task: Any) -> bytes:
    """What `work` makes of a task, as it goes through a pipe."""
    try:
        return bytes(ForkingPickler.dumps(work(task)))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # without a further step, which might need some
    except Exception as error:
        return bytes(ForkingPickler.dumps(Failed(in_words(error))))


def _end_with(tasks: Connection) -> None:
    """End this process, in the middle of a task too, when nobody holds the other end of this pipe any more."""
    if sys.platform != "win32":
        hung_up = select.poll()
        hung_up.register(tasks.fileno(), 0)  # for nothing but the end
        hung_up.poll()
        os._exit(1)


def _alarm(seconds: float) -> None:
    """Let the system end this process by then, whatever it is doing, and whether or not anybody watches; 0: no more."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _bound_memory(megabytes: int) -> None:
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes << 20
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))


def _held() -> int:
    """Megabytes of memory that this process holds now; 0 where the system does not tell."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
    return 0
