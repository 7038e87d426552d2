__version__ = "10.5.0"
