@NullMarked
package io.whypfs.events;

import org.jspecify.annotations.NullMarked;
