"""`completion`: the script that completes commands in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from qjgraph.cli.say import Command, Text, argument


@click.command(
    "completion",
    cls=Command,
    about=Text(
        "Print the script that completes qjgraph's commands in a shell.",
        "输出让命令行能补全 qjgraph 命令的脚本。",
    ),
    example="qjgraph completion bash >> ~/.bashrc\n"
    "qjgraph completion zsh >> ~/.zshrc\n"
    "qjgraph completion fish > ~/.config/fish/completions/qjgraph.fish",
    python='click.shell_completion.get_completion_class("bash")(app, {}, "qjgraph", '
    '"_QJGRAPH_COMPLETE").source()',
)
@argument(
    "shell",
    type=click.Choice(["bash", "zsh", "fish"]),
    en="bash (4.4 or newer), zsh or fish.",
    zh="bash（4.4 及以上）、zsh 或 fish。",
)
def completion(shell: str) -> None:
    """Print a completion script."""
    kind = get_completion_class(shell)
    if kind is None:
        raise click.BadParameter(f"no completion for {shell}")
    root = click.get_current_context().find_root()
    script = kind(root.command, {}, "qjgraph", "_QJGRAPH_COMPLETE")
    click.echo(script.source_template % script.source_vars())
