from sn.scheduler import Scheduler

if __name__ == "__main__":
    scheduler = Scheduler("finney", [1, 2, 3])
    try:
        print(scheduler.plan())
    finally:
        scheduler.close()
