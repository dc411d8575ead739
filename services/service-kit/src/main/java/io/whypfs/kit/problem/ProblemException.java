package io.whypfs.kit.problem;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public ProblemException(Problem problem, Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    public ProblemException(int status, String slug, String title, String detail) {
        this(new Problem(status, slug, title, detail));
    }

    public Problem problem() {
        return problem;
    }
}
