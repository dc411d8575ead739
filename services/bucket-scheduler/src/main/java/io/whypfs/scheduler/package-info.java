@NullMarked
package io.whypfs.scheduler;

import org.jspecify.annotations.NullMarked;
