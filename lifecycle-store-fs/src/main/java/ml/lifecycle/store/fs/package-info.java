/**
 * A directory as a store. This page is the specification of its format, number 1.
 *
 * <p>Everything can be read with {@code less} and copied with {@code cp} (better with
 * {@link ml.lifecycle.spi.LifecycleStore#backup}, which needs no pause). All names are plain ASCII. Numbers in text are
 * decimal; checksums are CRC-32C, eight lower-case hexadecimal digits.
 *
 * <pre>
 * STORE.json                                      makes the directory a store; written once
 * experiments/KEY/log/0001.jsonl                  the events of an experiment and its runs
 * experiments/KEY/runs/RUN/SESSION-N.jsonl        the metric points of one writer of one run
 * models/KEY/log/0001.jsonl                       the events of a registered model
 * data/KEY/log/0001.jsonl                         the events of a data set
 * blobs/sha256/ab/DIGEST                          a content, by its SHA-256; "ab" are the first two digits
 * cache/c-KEY.bin                                 can be deleted at any time
 * tmp/SESSION-N.tmp                               contents that are not complete yet
 * lock/locks                                      its byte ranges are the locks between processes
 * </pre>
 *
 * <h2>STORE.json</h2>
 * One line: <pre>{"store":"lifecycle","format":1,"layout":"directory","features":[],"crc32c":"…"}</pre>
 * The checksum covers all bytes before the comma in front of {@code "crc32c"}. A program refuses a format it does not
 * know, and any entry of {@code features} it does not know: both mean that it could misread or destroy something. The
 * file is written under a temporary name, forced, and given its name by a link.
 *
 * <h2>Lines</h2>
 * Logs and metric files consist of lines <pre>CRC32C SEQUENCE PREV PAYLOAD</pre>
 * each ended by one line feed. The checksum covers everything behind the blank that follows it, without the line feed.
 * {@code SEQUENCE} counts 1, 2, 3, … through all segments of a log, or through one metric file. {@code PREV} is the
 * checksum of the line before, {@code 00000000} in the first. {@code PAYLOAD} is JSON without line breaks.
 *
 * <p>In a log, a line <pre>CRC32C next PREV 0002.jsonl</pre> ends a segment (of about 64 MiB); the log goes on in the
 * named file, whose first line has the checksum of this one as its {@code PREV}. No file of lines is ever replaced.
 *
 * <h2>What a reader makes of damage</h2>
 * A line whose checksum does not match is damage: it is reported, and reading goes on behind the next line feed. If a
 * damaged line feed has joined two lines, they are told apart by their checksums. The numbers of later lines count, so
 * they also say which events are lost. Only at the end of a file are there lines that are no damage: a torn tail, which
 * has no line feed, or holds two zero bytes in a row, and nothing valid follows. A crash leaves it behind and nothing in
 * it was acknowledged. A complete line with one byte other
 * than zero in place of its line feed is damage.
 *
 * <p>A log whose end is damaged takes no event, since the number of the next one is unknown. A repair lets the log of an
 * experiment go on: behind the damage, and behind a line feed if it lacks one, it adds the line
 * <pre>CRC32C next PREV 0002.jsonl USED</pre>
 * where {@code PREV} is the checksum of the last valid line, and the log goes on in the named segment with the number
 * behind {@code USED}. That is greater than the number of any lost event can have been, as no line of an event has fewer
 * than 22 bytes. So the damage stays where it is and is reported for ever, no number is given twice, and nobody waits for
 * the numbers in between. Logs of models and data sets stay as they are, because nothing is decided on a history that has
 * a gap. Who restores a segment from a copy restores those behind it too; a check tells of segments that nothing
 * announces.
 *
 * <h2>Metric points</h2>
 * The payload of a line is a batch: <pre>[TIME,KEY,STEP,DELTA,VALUE,KEY,STEP,DELTA,VALUE,…]</pre>
 * {@code TIME} is in milliseconds since 1970. Each point has four parts. {@code KEY} is the name of the metric, quoted,
 * where it stands for the first time in the line, and after that its index (0, 1, …) among the names of the line.
 * {@code DELTA} is the time since the point before it in the line, or since {@code TIME}, and may be negative.
 * {@code VALUE} is the shortest decimal that is read as the same double, or {@code "NaN"}, {@code "Infinity"},
 * {@code "-Infinity"}.
 *
 * <p>Behind the last line there may be zeros: a writer whose every point is forced writes them in advance and then
 * overwrites them, since a force is several times slower if the file has grown. It gives back what is left when it
 * is closed. For a reader they are a torn tail like any other, so this is no new feature of the format; {@code verify}
 * has nothing to say about them. An overwritten line is forced before the next one is written, and its first byte before
 * the rest if it is the last one of a sector of 512 bytes: whatever sectors of it a power cut leaves, it lacks its line
 * feed or holds two zeros in a row.
 *
 * <h2>Locks</h2>
 * A process locks one byte of {@code lock/locks}: byte 2<sup>62</sup> + h of a log while it appends, where h is the
 * folded FNV-1a hash of {@code experiments/KEY/log} modulo 2<sup>61</sup>; byte 2<sup>61</sup> + h of its session as
 * long as it has the store open; byte 0 while an artifact gets its name or loses it. Readers lock nothing. A process
 * must open the file once only: POSIX drops all locks of a process on a file when it closes any handle of it.
 *
 * <p>A process that may not write the file, or has none on a read-only medium, still reads the store: it only looks at
 * locks, by shared ones that it gives back at once. It writes nothing, not even its session. As soon as it may, its next
 * write opens the file, takes the locks of its sessions, and goes on.
 *
 * <h2>How an event gets in</h2>
 * With the lock of the log: read to the end, cut off a torn tail, check what the caller expects, write the lines with one
 * call, force the file and, for a file that is new to this process, the directories above it. Events that need not be
 * forced at once are forced within a second. A segment is forced as a whole before the next one begins.
 *
 * <p>Who does it: an event that need not be forced is written by the thread that brings it, with one read that tells
 * whether the log still ends as it is known to, and one write. It uses nothing that an interrupt could close. Where that
 * is not enough (the event has to be forced, the log is not open or goes on in a new segment, somebody else has the
 * lock, another process has left an unfinished line, other events wait) the event waits for the store's own thread, which
 * writes all that wait together and forces them once. That thread also forces by the clock, while others go on writing,
 * and takes back what a failed write has left; the lock is kept until then.
 */
@NullMarked
package ml.lifecycle.store.fs;

import org.jspecify.annotations.NullMarked;
