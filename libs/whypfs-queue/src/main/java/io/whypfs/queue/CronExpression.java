package io.whypfs.queue;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** A cron expression in UTC, understood by db-scheduler's parser. */
final class CronExpression {

    private static final Map<String, String> MACROS = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private static final TaskInstance<Void> ANY_TASK = new TaskInstance<>("cron", "cron");

    private final String text;
    private final CronSchedule schedule;

    private CronExpression(String text, CronSchedule schedule) {
        this.text = text;
        this.schedule = schedule;
    }

    static CronExpression parse(String text) throws BadScheduleException {
        String expression = text;
        if (text.startsWith("@")) {
            String known = MACROS.get(text);
            if (known == null) {
                throw new BadScheduleException("'" + text + "' is unknown. " + JobSchedule.FORMS);
            }
            expression = known;
        }
        int fields = expression.split(" +").length;
        if (fields != 5 && fields != 6) {
            throw new BadScheduleException(
                    "The cron expression '" + text + "' has " + fields + " fields. " + JobSchedule.FORMS);
        }
        try {
            CronStyle style = fields == 5 ? CronStyle.UNIX : CronStyle.SPRING53;
            return new CronExpression(text, new CronSchedule(expression, ZoneOffset.UTC, style));
        } catch (IllegalArgumentException e) {
            throw new BadScheduleException(
                    "The cron expression '" + text + "' cannot be understood: " + e.getMessage() + ".");
        }
    }

    /** An expression that has been parsed before. */
    static CronExpression of(String text) {
        try {
            return parse(text);
        } catch (BadScheduleException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    String text() {
        return text;
    }

    Optional<Instant> nextAfter(Instant time) {
        ExecutionComplete before = ExecutionComplete.success(new Execution(time, ANY_TASK), time, time);
        Instant next = schedule.getNextExecutionTime(before);
        return next.isBefore(Schedule.NEVER) ? Optional.of(next) : Optional.empty();
    }
}
