package io.whypfs.auth;

import io.whypfs.kit.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.hibernate.JDBCException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * A database that does not answer is 503, so that a caller tries again and never takes it for a refusal. The log gets one
 * line without a stack for each such request.
 */
class DatabaseTrouble {

    private static final Logger LOG = Logger.getLogger(DatabaseTrouble.class);

    @ServerExceptionMapper
    Response map(SQLException cause) {
        LOG.warnf("error=\"%s\" sqlState=%s", cause.getMessage(), cause.getSQLState());
        Problem problem = new Problem(
                503,
                "database-unavailable",
                "Database unavailable",
                "The database of users and keys does not answer; try again in a moment.");
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.toJson())
                .build();
    }

    @ServerExceptionMapper
    Response map(JDBCException cause) {
        return map(cause.getSQLException());
    }
}
