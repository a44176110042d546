"""`serve`: the reading room in a browser, and the endpoint for programs."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import replace
from pathlib import Path

import click

from qjgraph.cli.output import say
from qjgraph.cli.say import Command, Text, graph_argument, option
from qjgraph.errors import InputError


@click.command(
    "serve",
    cls=Command,
    about=Text(
        "Open a graph to browsers and to SPARQL clients of this machine.",
        "在本机以网页和 SPARQL 端点打开图谱。",
    ),
    example="qjgraph serve out/sample\n"
    "qjgraph serve out/sample --port 8080 --timeout 10\n"
    "curl 'http://127.0.0.1:8080/sparql' --data-urlencode 'query=ASK { ?s a qj:Person }'",
    python="from qjgraph.serve import create_app\n"
    'app = create_app(Path("out/sample"))  # for any ASGI server',
)
@graph_argument()
@option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    en="Address to listen on; others than loopback let other machines read.",
    zh="监听地址；非回环地址会让其他机器读取。",
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8377,
    show_default=True,
    en="Port to listen on; 0 for any that is free.",
    zh="监听端口；0 表示任一空闲端口。",
)
@option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    en="A name under which the server may be asked, behind a proxy or on a network.",
    zh="允许用来访问服务器的主机名（位于代理之后或局域网时）。",
)
@option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    en="Time for a query; then it is stopped.",
    zh="单个查询的时限（秒），到时即终止。",
)
@option(
    "--workers",
    type=click.IntRange(min=1),
    default=4,
    show_default=True,
    en="Processes that answer queries.",
    zh="回答查询的进程数。",
)
@option(
    "--max-rows",
    type=click.IntRange(min=1),
    default=200_000,
    show_default=True,
    en="Rows of an answer at most.",
    zh="单次结果的最大行数。",
)
@option(
    "--memory",
    type=click.IntRange(min=64),
    default=1000,
    show_default=True,
    metavar="MB",
    en="Memory for a query at most.",
    zh="单个查询的内存上限（MB）。",
)
@option(
    "--federation",
    is_flag=True,
    en="Let queries ask other machines (SERVICE); only where you trust who asks.",
    zh="允许查询访问其他机器（SERVICE）；仅在信任提问者时使用。",
)
@option(
    "--curate",
    is_flag=True,
    en="Let whoever holds the printed address enter decisions in the ledger.",
    zh="允许持有所打印地址的人在台账中登记决定。",
)
def serve(
    folder: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    timeout: float,
    workers: int,
    max_rows: int,
    memory: int,
    federation: bool,
    curate: bool,
) -> None:
    """Serve a graph."""
    from qjgraph.serve.run import listen
    from qjgraph.serve.settings import MEGABYTE, Settings

    local = _is_local(host)
    if curate and not local:
        raise InputError(f"--host {host}", "curating is for loopback only", "leave out --curate")
    settings = Settings(
        workers=workers, timeout=timeout, max_rows=max_rows, memory=memory * MEGABYTE,
        federation=federation, curation=secrets.token_urlsafe(24) if curate else "",
    )  # fmt: skip
    if names or not local:
        own = settings.hosts if local else ()
        settings = replace(settings, hosts=(*own, *names))
    if not local:
        say(Text(
            f"qjgraph: warning: {host} can be reached by other machines; anyone there may read",
            f"qjgraph: 警告：{host} 可被其他机器访问，任何人都能读取",
        ))  # fmt: skip
    listen(
        Path(folder), host=host, port=port, settings=settings,
        on_ready=lambda address: _ready(address, folder, settings.curation),
    )  # fmt: skip


def _is_local(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _ready(address: str, folder: str, token: str) -> None:
    click.echo(address)
    say(Text(f"{folder} is open; stop with Ctrl-C", f"{folder} 已打开；按 Ctrl-C 停止"))
    if token:
        say(
            Text(
                f"curate at {address}curate?token={token}",
                f"整理入口：{address}curate?token={token}",
            )
        )
