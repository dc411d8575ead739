package io.whypfs.api.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;

/** Answers that come later, from Vert.x to what resources return. */
public final class Later {

    private Later() {}

    public static <T> Uni<T> of(Future<T> answer) {
        return Uni.createFrom().completionStage(answer.toCompletionStage());
    }
}
