"""Which data files set up a tool, so that nothing in them is copy?

Only names that mean it everywhere. A site's own settings (`_config.yml`, `hugo.toml`, `manifest.json`) hold titles and descriptions
and are read.
"""

from pathlib import PurePosixPath

SUFFIXES = (".json", ".jsonc", ".json5", ".yaml", ".yml", ".toml", ".properties", ".jsonl", ".csv")
# Patterns of file names -> what they set up. A star stands for any letters.
NAMES = {
    "rcolint": ".rcolint.yaml .rcolint.yml .rcolint-baseline.json rcolint.json rcolint-report.json",
    "package": "package.json composer.json bower.json deno.json deno.jsonc jsr.json pyproject.toml Cargo.toml Pipfile.toml "
    "environment.yml environment.yaml pubspec.yaml Chart.yaml",
    "workspace": "lerna.json nx.json rush.json turbo.json pnpm-workspace.yaml angular.json nest-cli.json",
    "compiler": "tsconfig*.json jsconfig*.json",
    "linter or formatter": ".*rc.json .*rc.yml .*rc.yaml .*rc.toml biome.json biome.jsonc .markdownlint*.* ruff.toml "
    ".pre-commit-config.yaml lefthook.yml renovate.json renovate.json5 components.json",
    "build or hosting": "*.config.json vercel.json firebase.json netlify.toml wrangler.toml wrangler.json* fly.toml "
    "render.yaml app.yaml cloudbuild.yaml skaffold.yaml kustomization.yaml action.yml action.yaml",
    "Java": "application*.properties gradle*.properties local.properties log4j*.properties logging.properties",
    "container": "docker-compose*.yml docker-compose*.yaml compose.yml compose.yaml compose.*.yml compose.*.yaml",
    "continuous integration": ".gitlab-ci.yml .travis.yml azure-pipelines.yml appveyor.yml codecov.yml .codecov.yml "
    "dependabot.yml bitbucket-pipelines.yml",
    "documentation": "mkdocs.yml mkdocs.yaml .readthedocs.yml .readthedocs.yaml",
}
FOLDERS = frozenset(
    ".github .gitlab .circleci .vscode .idea .devcontainer .husky .storybook .changeset .cursor .claude .agents .codex .gemini "
    ".windsurf .manus .expo drizzle".split()
)
_PATTERNS = tuple((tuple(pattern.split("*")), what) for what, patterns in NAMES.items() for pattern in patterns.split())


def configures(path: str) -> str:
    """What a data file sets up ("compiler", "package"); empty for a file that may hold copy."""
    where = PurePosixPath(path)
    if not where.name.endswith(SUFFIXES):
        return ""
    if FOLDERS.intersection(where.parts[:-1]):
        return "tool"
    return next((what for parts, what in _PATTERNS if _fits(where.name, parts)), "")


def _fits(name: str, parts: tuple[str, ...]) -> bool:
    if len(parts) == 1:
        return name == parts[0]
    first, *middle, last = parts
    long_enough = len(name) >= len(first) + len(last)
    return long_enough and name.startswith(first) and name.endswith(last) and all(part in name for part in middle)
