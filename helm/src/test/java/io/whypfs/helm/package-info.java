/**
 * Tests of the chart {@code helm/whypfs}.
 *
 * <p>{@link io.whypfs.helm.Chart} renders it with Helm's own engine, in this process and without a cluster, and hands out
 * the manifests as trees; the tests say what must be true of them, not what they look like.
 */
package io.whypfs.helm;
