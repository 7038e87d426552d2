from .validator import BaseValidator
