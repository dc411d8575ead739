package io.whypfs.scheduler;

import io.whypfs.kit.problem.Problem;
import io.whypfs.kit.problem.ProblemException;
import io.whypfs.kit.problem.ProblemMapper;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Says that the database does not answer. */
@Provider
public final class DatabaseProblems implements ExceptionMapper<SQLException> {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);

    @Override
    public Response toResponse(SQLException exception) {
        LOG.warnf(exception, "error=\"a question could not be answered: %s\"", exception.getMessage());
        return new ProblemMapper()
                .toResponse(new ProblemException(
                        new Problem(
                                503,
                                "database-unavailable",
                                "Database away",
                                "The scheduler's database did not do what was asked; try again in a moment."),
                        exception));
    }
}
