/**
 * UnixFS: files and directories as DAGs.
 *
 * <p>In: {@link io.whypfs.ipld.unixfs.UnixFsImporter} cuts a file into chunks and links them as the
 * {@link io.whypfs.ipld.unixfs.ImportProfile} says; {@link io.whypfs.ipld.unixfs.DirectoryImport} binds entries to names,
 * as a plain directory or a HAMT when it grows large. Out: {@link io.whypfs.ipld.unixfs.UnixFsReader} resolves paths,
 * lists directories and reads byte ranges, loading only the blocks they need and trusting no number in them.
 */
@NullMarked
package io.whypfs.ipld.unixfs;

import org.jspecify.annotations.NullMarked;
