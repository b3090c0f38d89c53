"""How fast the clinic's pages answer with 20,000 patients in SQLite, records are imported, and the service starts."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.clinic_drawing import stroke
from benchmarks.clinic_table import pages_of_a_session
from benchmarks.measurement import Measurement, Times, timed

_PATIENTS = 20_000
_TIMES = 60
_PAGE_MS = 150
_RESOURCES_A_SECOND = 1_500
_START_SECONDS = 5
_MEGABYTES = 300


def measure() -> list[Measurement]:
    """Pages and import in a database of their own, and the demonstration from its start."""
    folder = Path(tempfile.mkdtemp(prefix="filiform-bench-"))
    try:
        return [*_in_process(folder / "clinic"), *_demonstration(folder / "demo")]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_process(folder: Path) -> list[Measurement]:
    folder.mkdir()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "filiform.clinic.settings",
        "FILIFORM_DATA_DIR": str(folder),
        "FILIFORM_SECRET_KEY": "only-for-measuring-and-no-longer-than-that-0123456789",
        "FILIFORM_ALLOWED_HOSTS": "testserver",
    }
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from benchmarks.clinic_population import fill
    from filiform.clinic.service import settle

    settle()
    print(f"filling SQLite with {_PATIENTS:,} patients …", flush=True)
    clinic, lead = fill(_PATIENTS)
    return [*_pages(clinic, lead), *_examination(clinic), _import_rate(clinic, lead)]


def _pages(clinic: Any, lead: Any) -> list[Measurement]:
    """Every main page, by Django's test client: the whole of the server's work but for the socket."""
    from django.test import Client

    browser = Client()
    browser.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
    where = _addresses(clinic)
    pages = [_page(browser, what, address) for what, address in where.items()]
    return [*pages, stroke(browser, where["episode"])]


def _addresses(clinic: Any) -> dict[str, str]:
    from filiform.clinic.demo.patients import TREATED
    from filiform.clinical.stage import Stage

    home = f"/clinics/{clinic.slug}/"
    patient = clinic.patients.get(identifier=TREATED)
    episode = f"{home}episodes/{patient.episodes.get().pk}/"
    return {
        "worklist": home,
        "worklist, by status": f"{home}?status=planning",
        "worklist, last page": f"{home}?page=300",
        "worklist, search": f"{home}?q=smith1",
        "patients": f"{home}patients/",
        "patients, last page": f"{home}patients/?page=400",
        "patients, search": f"{home}patients/?q=smith1",
        "patient": f"{home}patients/{patient.pk}/",
        "audit trail": f"{home}audit/",
        "episode": episode,
        **{stage.value: f"{episode}{stage.value}/" for stage in Stage},
        "plan, being written": f"{episode}planning/plan/",
        "printed report": f"{episode}outcomes/report/",
        "who was needled with a lot": f"{home}safety/lots/?lot=A1234",
        "adverse events": f"{home}safety/",
    }


def _examination(clinic: Any) -> list[Measurement]:
    """A press and the page after it, each time with findings that were never ranked before."""
    from django.test import Client

    from filiform.clinic.accounts.roles import Role
    from filiform.clinic.demo.patients import TREATED

    browser = Client()
    user = clinic.memberships.filter(role=Role.CLINICIAN).first().user
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    episode = clinic.patients.get(identifier=TREATED).episodes.get()
    stage = f"/clinics/{clinic.slug}/episodes/{episode.pk}/assessment/"
    presses = _presses(browser, stage, episode)
    press = timed(lambda: next(presses), _TIMES, warm_up=5)

    def page_anew() -> None:
        from filiform.clinic.assessment.queries import forget_rankings

        forget_rankings()
        browser.get(stage)

    return [
        _figure("a finding pressed, ranked anew", press),
        _figure("page: assessment, ranked anew", timed(page_anew, _TIMES, warm_up=5)),
        *pages_of_a_session(clinic, browser, stage.removesuffix("assessment/"), _figure),
    ]


def _presses(browser: Any, stage: str, episode: Any) -> Iterator[None]:
    """One press after another: seven movements count in the manner of Gray, so that no state comes twice."""
    from filiform.clinic.assessment.queries import latest_assessment, standing

    assessment = latest_assessment(episode)
    if assessment is None:
        raise RuntimeError("the treated patient of the demonstration was never assessed")
    directions = ("flexion", "extension", "abduction", "external-rotation", "internal-rotation")
    moves = [f"assessment/movements/shoulder-{one}" for one in directions]
    moves += [f"assessment/movements/neck-{one}" for one in ("flexion", "rotation")]
    for count in range(1, 2 ** len(moves)):
        about = moves[(count & -count).bit_length() - 1]
        side = "midline" if about.endswith("neck-flexion") else "right"
        held = standing(assessment.ranges_of_motion).filter(movement=about, side=side).first()
        said = {"about": about, "side": side, "row": str(uuid4())}
        said |= {"replacing": str(held.pk) if held else ""}
        said |= {"finding": "normal" if held and held.limited else "limited"}
        answer = browser.post(f"{stage}movement/", said, headers={"HX-Request": "true"})
        if answer.status_code != 200:
            raise RuntimeError(f"a press answered {answer.status_code}")
        yield


def _page(browser: Any, what: str, where: str) -> Measurement:
    answer = browser.get(where, follow=True)
    if answer.status_code != 200:
        raise RuntimeError(f"{what} answered {answer.status_code}")
    times = timed(lambda: browser.get(where, follow=True), _TIMES, warm_up=5)
    return _figure(f"page: {what}", times, len(answer.content) // 1024)


def _figure(what: str, times: Times, kilobytes: int | None = None) -> Measurement:
    return Measurement(
        what,
        f"p95 {times.p95_ms:.0f} ms (median {times.median_ms:.0f})",
        f"p95 {_PAGE_MS} ms",
        f"{_PATIENTS:,} patients in SQLite" + (f", {kilobytes} KB" if kilobytes else ""),
        times.p95_ms <= _PAGE_MS,
    )


def _import_rate(clinic: Any, lead: Any) -> Measurement:
    """The records of the demonstration, from bytes to committed rows, each resource checked against FHIR R4."""
    from django.utils import timezone

    from filiform.clinic.people.actions.records import confirm_upload, upload_record

    folder = resources.files("filiform.clinic.demo") / "records"
    files = [one.read_bytes() for one in folder.iterdir() if one.name.endswith(".json.gz")]
    read, began = 0, time.perf_counter()
    for _ in range(3):
        for content in files:
            now = timezone.now()
            upload = upload_record(
                clinic=clinic,
                content=BytesIO(content),
                source_name="record.json.gz",
                on=timezone.localdate(now),
                by=lead,
                at=now,
            )
            confirm_upload(clinic=clinic, upload_id=upload.pk, by=lead, at=now)
            read += sum(entry["resources"] for entry in upload.patients)
    rate = read / (time.perf_counter() - began)
    return Measurement(
        "import of records, with validation",
        f"{rate:,.0f} resources/s",
        f"{_RESOURCES_A_SECOND:,} resources/s",
        f"{read:,} resources",
        rate >= _RESOURCES_A_SECOND,
    )


def _demonstration(folder: Path) -> list[Measurement]:
    """`filiform demo`: its first start, its second, and the memory of all its processes under use."""
    first, _ = _start(folder)
    second, megabytes = _start(folder)
    return [
        Measurement("demo: first start, with its data", f"{first:.1f} s"),
        Measurement(
            "demo: second start",
            f"{second:.1f} s",
            f"{_START_SECONDS} s",
            is_met=second <= _START_SECONDS,
        ),
        Measurement(
            "demo: memory of all processes",
            f"{megabytes:.0f} MB",
            f"{_MEGABYTES} MB",
            is_met=megabytes <= _MEGABYTES,
        ),
    ]


def _start(folder: Path) -> tuple[float, float]:
    """Seconds until the first page is answered, and megabytes after a few more."""
    port = _free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FILIFORM_", "DJANGO_"))
    }
    command = [sys.executable, "-c", f"from filiform.clinic.service import demo; demo({port})"]
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=environment | {"FILIFORM_DATA_DIR": str(folder)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _until(lambda: _get(port, "/") == 200)
        seconds = time.perf_counter() - began
        for address in ("/", "/about/", "/account/login/", "/right-for-you/") * 5:
            _get(port, address)
        return seconds, _resident(process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _resident(group: int) -> float:
    """Resident megabytes of every process of a group; shared pages count in each."""
    pages = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            fields = status.read_text().rpartition(")")[2].split()
            pages += int(fields[21]) if int(fields[2]) == group else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _get(port: int, address: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _until(happens: Callable[[], bool]) -> None:
    for _ in range(1_200):
        if happens():
            return
        time.sleep(0.05)
    raise RuntimeError("the demonstration did not start within a minute")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
