package io.whypfs.queue;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * db-scheduler's access to its table, with two clocks: what is due follows the queue's clock, which a test or a simulated
 * chain may drive; leases and heartbeats follow the machine's, so that a jump of the former kills no run.
 *
 * <p>Says once that the database is away, instead of at every poll.
 */
final class DueTaskRepository extends JdbcTaskRepository {

    private static final Logger LOG = LoggerFactory.getLogger(DueTaskRepository.class);

    private final InstantSource dueClock;
    private boolean away;

    DueTaskRepository(
            DataSource database, TaskResolver tasks, SchedulerName node, Clock leaseClock, InstantSource dueClock) {
        super(
                database,
                true,
                new PostgreSqlJdbcCustomization(true, true),
                DEFAULT_TABLE_NAME,
                tasks,
                node,
                false,
                leaseClock);
        this.dueClock = dueClock;
    }

    @Override
    public List<Execution> lockAndGetDue(Instant leaseTime, int limit) {
        try {
            List<Execution> due = super.lockAndFetchGeneric(dueClock.instant(), limit);
            if (away) {
                away = false;
                LOG.info("the queue's database answers again");
            }
            return due;
        } catch (RuntimeException e) {
            if (!away) {
                away = true;
                LOG.warn("the queue's database does not answer, no job begins until it does: {}", e.getMessage());
            }
            return List.of();
        }
    }
}
