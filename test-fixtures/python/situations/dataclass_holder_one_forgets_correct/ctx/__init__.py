from .context import Context, build_context
