"""Training and evaluation of reply inference: ``python -m training``. Not part of the wheel."""
