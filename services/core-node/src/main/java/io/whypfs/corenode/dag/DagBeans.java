package io.whypfs.corenode.dag;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.whypfs.corenode.http.ByteThreads;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Wires the door through which bytes go out. */
@Singleton
final class DagBeans {

    void mount(@Observes Router router, ByteThreads threads, VerifiedBlocks blocks, ObjectMapper json) {
        new DagRoute(blocks, json.getFactory()).mount(router, threads);
    }
}
