package io.whypfs.api.upload;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpClient;
import io.whypfs.api.cores.CoreRegistry;
import io.whypfs.kit.internal.InternalCredential;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the way of uploads to cores. */
final class UploadBeans {

    @Produces
    @Singleton
    CoreUploads uploads(HttpClient http, InternalCredential credential, CoreRegistry registry, MeterRegistry meters) {
        return new CoreUploads(http, credential, registry, meters);
    }
}
