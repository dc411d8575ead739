/**
 * The registry of core-nodes as this node sees it, and the choice of one for an upload.
 *
 * <p>The view is asked every two seconds from any core that answers; when none does, the last view is kept. A core that
 * refused a connection is passed over for some seconds, whatever the registry says.
 */
@NullMarked
package io.whypfs.api.cores;

import org.jspecify.annotations.NullMarked;
