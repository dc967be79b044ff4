"""Long work, one at a time, beside the pages: reading what was added, comparing what was decided."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

from ..errors import WellsourcedError

REMEMBERED = 50
log = logging.getLogger(__name__)
State = Literal["waiting", "working", "done", "failed"]


@dataclass(slots=True)
class Job:
    """A piece of work: what it is, how far it is, what came of it (in words, and `unread`: name and reason)."""

    id: int
    what: str
    state: State = "waiting"
    total: int = 0
    done: int = 0
    told: str = ""
    then: str = "/"  # where its result can be seen
    unread: list[tuple[str, str]] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed")

    def wait(self, seconds: float) -> bool:
        """Whether it is over within some seconds."""
        return self._over.wait(seconds)

    def progress(self, total: int) -> Callable[[int], None]:
        self.total, self.done = total, 0

        def step(done: int) -> None:
            self.done += done

        return step


class Jobs:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="work")
        self._numbers = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._lock = threading.Lock()

    def start(self, what: str, work: Callable[[Job], None]) -> Job:
        """Do it when what was started before is done."""
        with self._lock:
            job = Job(next(self._numbers), what)
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-REMEMBERED]:
                if self._jobs[old].is_over:
                    del self._jobs[old]
        self._pool.submit(self._run, job, work)
        return job

    def _run(self, job: Job, work: Callable[[Job], None]) -> None:
        job.state = "working"
        try:
            work(job)
        except WellsourcedError as error:
            job.told, job.state = str(error), "failed"
        except Exception:
            log.exception("a job failed: %s", job.what)
            job.told, job.state = "Something went wrong that should not; the terminal tells more.", "failed"
        else:
            job.state = "done"
        finally:
            job._over.set()

    def get(self, number: int) -> Job | None:
        return self._jobs.get(number)

    def current(self) -> Job | None:
        """What is being done, if anything is."""
        with self._lock:
            return next((job for job in self._jobs.values() if not job.is_over), None)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
