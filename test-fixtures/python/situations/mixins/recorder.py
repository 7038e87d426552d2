import time

from mixins import ChainMixin, ContextMixin, StateMixin


class Recorder(ContextMixin, ChainMixin, StateMixin):
    def open(self):
        self.open_chain()

    def record(self):
        self.save_state(self._chain.get_current_block())

    def close(self):
        self.close_chain()
        super().close()


class TestRecorder(Recorder):
    network = "test"


def main():
    with Recorder() as recorder:
        for _ in range(5):
            recorder.record()
            time.sleep(12)
    with TestRecorder() as recorder:
        recorder.record()


if __name__ == "__main__":
    main()
