/**
 * What is measured: a WhyPFS, running already or started here in a temporary home, and a Kubo started here in a
 * temporary repository that talks to nobody.
 */
@NullMarked
package io.whypfs.bench.subject;

import org.jspecify.annotations.NullMarked;
