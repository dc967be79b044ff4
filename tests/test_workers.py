"""Processes that share work: whatever a task does to its process costs that task. All processes here are real ones."""

import itertools
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from wellsourced.engine import readings
from wellsourced.engine.workers import AHEAD, Failed, Limits, run, start_server
from wellsourced.errors import WorkerLost
from wellsourced.pipeline import NOT_READ_FURTHER, read_here


@pytest.fixture(scope="module", autouse=True)
def _server():
    """Started before any test asks for processes, so that those that read find the model loaded."""
    start_server(readings.PRELOAD)


SECOND = Limits(seconds=lambda task: 1.0, memory=600)
HUGE = 1 << 30


def do(task):
    """A task is what it does and a number: "sleep 100"."""
    what, number = task.split()
    match what:
        case "square":
            return int(number) ** 2
        case "sleep":
            time.sleep(float(number))
        case "wait":
            while not Path(number).exists():
                time.sleep(0.01)
        case "spin":
            while True:
                pass
        case "kill":
            os.kill(os.getpid(), int(number))
        case "leave":
            os._exit(int(number))
        case "exit":
            sys.exit(int(number))
        case "take":
            return len(bytearray(int(number)))
        case "hold":
            HELD.append(b"x" * int(number))
        case "raise":
            raise ValueError(f"{number}\nis no square")
        case "unpicklable":
            return lambda: number
        case "echo":
            return "x" * int(number)
        case "recurse":
            return do(task)
    return os.getpid()


HELD = []
FAILED = [
    ("it raises an error", "raise 5", "ValueError: 5 is no square"),
    ("it calls itself for ever", "recurse 1", "RecursionError: maximum recursion depth exceeded"),
    ("its result cannot be sent", "unpicklable 1", "AttributeError: Can't "),
    ("it sleeps", "sleep 100", "it took longer than 1 s"),
    ("it never ends", "spin 1", "it took longer than 1 s"),
    ("it is killed", "kill 9", "the process that did it ended (signal 9)"),
    ("it crashes", "kill 11", "the process that did it ended (signal 11)"),
    ("it leaves", "leave 3", "the process that did it ended (exit code 3)"),
    ("it ends as if all were well", "exit 0", "the process that did it ended (exit code 0)"),
    ("it wants too much memory", f"take {HUGE}", "it took more than 600 MB of memory"),
]


def test_whatever_a_task_does_costs_that_task():
    bad = [task for _, task, _ in FAILED]
    tasks = [task for number, one in enumerate(bad) for task in (f"square {number}", one)]
    found = list(run(do, tasks, 2, limits=SECOND))
    assert [task for task, _ in found] == tasks
    assert [result for _, result in found[::2]] == [number**2 for number in range(len(bad))]
    for (name, task, why), (_, result) in zip(FAILED, found[1::2], strict=True):
        assert isinstance(result, Failed), (name, task, result)
        assert result.why.startswith(why), (name, result.why)


def test_many_tasks_one_process():
    assert [result for _, result in run(do, ["square 3", "kill 9", "square 4"], 1)][::2] == [9, 16]


def test_no_tasks_no_processes():
    assert list(run(do, [], 2)) == []


def test_answers_in_the_order_they_come(tmp_path):
    gate = tmp_path / "gate"
    found = run(do, [f"wait {gate}", "square 3"], 2, ordered=False)
    assert next(found) == ("square 3", 9)
    gate.touch()
    assert [task for task, _ in found] == [f"wait {gate}"]


def test_an_endless_iterator_is_not_drained():
    taken = []
    tasks = (taken.append(number) or f"square {number}" for number in itertools.count())
    found = run(do, tasks, 2)
    for number, (_, result) in enumerate(itertools.islice(found, 50)):
        assert result == number**2
        assert len(taken) <= number + 1 + 2 * AHEAD
    found.close()


def test_a_slow_task_does_not_let_results_pile_up(tmp_path):
    taken, gate = [], tmp_path / "gate"

    def tasks():
        for task in itertools.chain([f"wait {gate}"], itertools.repeat("square 2")):
            taken.append(task)
            if len(taken) == 2 * AHEAD:
                gate.touch()
            yield task

    found = run(do, tasks(), 2)
    next(found)
    assert len(taken) == 2 * AHEAD
    found.close()


def test_what_is_larger_than_a_pipe_goes_through_both_ways():
    tasks = [f"echo {number}" + " " * 3_000_000 for number in (10, 4_000_000, 10, 4_000_000, 10)]
    assert [len(result) for _, result in run(do, tasks, 2)] == [10, 4_000_000, 10, 4_000_000, 10]


def test_a_process_is_replaced_after_so_many_tasks():
    pids = [result for _, result in run(do, ["sleep 0"] * 9, 1, limits=Limits(tasks=3))]
    assert [len(set(pids[start : start + 3])) for start in (0, 3, 6)] == [1, 1, 1]
    assert len(set(pids)) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
def test_a_process_that_has_grown_is_replaced():
    tasks = ["hold 1000", "hold 1000", "hold 1700000000", "hold 1000"]  # beside up to 600 MB that all share
    first, second, third, fourth = (result for _, result in run(do, tasks, 1, limits=Limits(memory=3_000)))
    assert first == second == third != fourth


def refuse():
    raise OSError("no such place")


def give_up():
    os._exit(4)


@pytest.mark.parametrize(("start", "why"), [(refuse, "OSError: no such place"), (give_up, "exit code 4")])
def test_processes_that_cannot_begin_are_told_at_once(start, why):
    with pytest.raises(WorkerLost, match=why):
        list(run(do, ["square 1"], 2, start=start))


def test_an_error_of_the_iterator_of_tasks_is_raised():
    def tasks():
        yield "square 1"
        raise LookupError("no more")

    with pytest.raises(LookupError):
        list(run(do, tasks(), 2))


# ---- how the one that asked ends ----------------------------------------------------------------

PROGRAM = """
import sys
sys.path.insert(0, {folder!r})
from test_workers import do
from wellsourced.engine.workers import Limits, run

if __name__ == "__main__":
    for _, pid in run(do, ["sleep 0.2", "sleep 0.2", "{task}", "{task}"], 2, limits=Limits(lambda task: 600.0)):
        print(pid, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("task", ["sleep 60", "spin 1"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_no_process_stays_behind(tmp_path, task, how):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(folder=str(Path(__file__).parent), task=task))
    asked = subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             start_new_session=True)  # fmt: skip
    pids = {int(asked.stdout.readline()) for _ in range(2)}
    # as a terminal does: Ctrl-C goes to all processes of the group
    os.killpg(asked.pid, how) if how == signal.SIGINT else asked.send_signal(how)
    late = time.monotonic() + 60  # a tenth of what the tasks may take, on a machine however busy
    _, errors = asked.communicate(timeout=60)
    assert asked.returncode == -how
    assert errors.count("Traceback") == (how == signal.SIGINT), errors
    for pid in pids:
        while is_alive(pid):
            assert time.monotonic() < late
            time.sleep(0.01)


def is_alive(pid):
    """Whether a process runs; one that has ended and that nobody has asked about yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


# ---- readings -----------------------------------------------------------------------------------


@pytest.fixture
def articles(article_of):
    byline, said = "byline:: Reuters", "The mayor of {}, Lena Orlop, said on Monday that 12 people had died."
    return [article_of(byline, said.format(town), address=town) for town in ("Solvar", "Wendle", "Tarn", "Kesh")]


def read(processes, articles):
    done = []
    return list(readings.reader(processes)(articles, done.append)), sum(done)


def test_readings_are_the_same_on_any_number_of_processes(articles):
    here, _ = read(1, articles)
    assert all(reading.statements for reading in here)
    for processes in (2, 3):
        there, done = read(processes, articles)
        assert repr(there) == repr(here)  # 12 is equal to 12.0, and written otherwise
        assert done == len(articles)


@pytest.mark.parametrize("processes", [1, 2])
def test_an_article_that_a_stage_fails_on_keeps_its_words_and_credits(articles, processes):
    articles[1] = replace(articles[1], published=None)  # as no page gives it
    found, done = read(processes, articles)
    assert done == len(articles)
    assert [bool(reading.statements) for reading in found] == [True, False, True, True]
    broken = found[1]
    assert broken.article.text == articles[1].text
    assert [credit.name for credit in broken.credits] == ["Reuters"]
    (note,) = broken.article.notes
    assert note.startswith(f"{NOT_READ_FURTHER}: AttributeError: 'NoneType'")


def test_an_article_that_takes_too_long_keeps_its_words_and_credits(articles, monkeypatch):
    monkeypatch.setattr(readings, "_seconds", lambda article: 0.001 if article.address == "Tarn" else 60.0)
    found, _ = read(2, articles)
    assert [bool(reading.statements) for reading in found] == [True, True, False, True]
    assert found[2].article.notes == (f"{NOT_READ_FURTHER}: it took longer than 0.001 s",)
    assert [credit.name for credit in found[2].credits] == ["Reuters"]


def test_half_a_character_comes_back_as_it_was(article_of):
    article = article_of("\ud83d said the mayor, “We were late.”")
    (here,), _ = read(1, [article])
    (there,), _ = read(2, [article])
    assert repr(there) == repr(here)


def test_nothing_to_read_loads_nothing():
    assert list(read_here([], lambda done: None)) == []


def test_what_processes_share_leaves_them_the_memory_that_they_may_have():
    """Modules that are imported ahead set no memory aside that counts as a task's. Needs a server of its own."""
    program = (
        "from wellsourced.engine.workers import Limits, run\n"
        "preload = ('wellsourced.engine.nursery_of_words', 'wellsourced.flow.steps')\n"
        "if __name__ == '__main__':\n"
        "    print([found for _, found in run(abs, [-1, -2], 1, preload=preload, limits=Limits(memory=600))])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.returncode) == ("[1, 2]\n", 0), done.stderr
