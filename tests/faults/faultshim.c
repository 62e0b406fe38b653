/* Makes the disk fail on purpose: preloaded into a process, it stands between the process
 * and the calls that change files.
 *
 *   FAULT_FOLDER   only paths that hold this text are touched
 *   FAULT_AT       the number of the call that fails, counted from 1; without it none fails
 *   FAULT_KIND     eio, enospc, kill (SIGKILL before the call), torn (half a write, then SIGKILL)
 *   FAULT_STICKY   every later call fails too, as on a full disk
 *   FAULT_COUNT    a file that gets one byte per call
 *   FAULT_RECORD   a file that gets every call with its data, for the power-cut simulation
 *
 * Build: gcc -shared -fPIC -O1 -o faultshim.so faultshim.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = dlsym(RTLD_NEXT, #name)

static int calls = 0;

static const char *setting(const char *name) {
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static int path_of(int handle, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, size - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return 1;
}

static int concerns_us(const char *path) {
    const char *folder = setting("FAULT_FOLDER");
    return folder && path && strstr(path, folder) != NULL;
}

static int is_acknowledgement(const char *path) {
    return strstr(path, "acknowledged") != NULL;
}

static void append(const char *file, const void *data, size_t size) {
    int out = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_APPEND | O_CREAT, 0600);
    syscall(SYS_write, out, data, size);
    syscall(SYS_close, out);
}

static void record(const char *what, const char *path, const char *to, long at, const void *data,
                   size_t size) {
    const char *file = setting("FAULT_RECORD");
    if (!file) return;
    char head[2300];
    int length = snprintf(head, sizeof head, "%s\t%s\t%s\t%ld\t%zu\n", what, path, to, at, size);
    append(file, head, length);
    if (size) append(file, data, size);
}

/* Whether this call is the one that fails. */
static int is_hit(void) {
    calls++;
    if (setting("FAULT_COUNT")) append(setting("FAULT_COUNT"), ".", 1);
    if (!setting("FAULT_AT")) return 0;
    int at = atoi(setting("FAULT_AT"));
    return calls == at || (calls > at && setting("FAULT_STICKY"));
}

static int is_kind(const char *kind) {
    return setting("FAULT_KIND") && strcmp(setting("FAULT_KIND"), kind) == 0;
}

static int fail(void) {
    if (is_kind("kill") || is_kind("torn")) raise(SIGKILL);
    errno = is_kind("enospc") ? ENOSPC : EIO;
    return -1;
}

ssize_t write(int handle, const void *data, size_t size) {
    REAL(write);
    char path[1024];
    if (!path_of(handle, path, sizeof path) || !concerns_us(path)) return real(handle, data, size);
    if (is_acknowledgement(path)) {
        record("ACK", path, "", 0, data, size);
        return real(handle, data, size);
    }
    if (is_hit()) {
        if (is_kind("torn")) real(handle, data, size / 2);
        return fail();
    }
    int appends = fcntl(handle, F_GETFL) & O_APPEND;
    record("WRITE", path, "", lseek(handle, 0, appends ? SEEK_END : SEEK_CUR), data, size);
    return real(handle, data, size);
}

#define PWRITE(name) \
    ssize_t name(int handle, const void *data, size_t size, off_t at) { \
        REAL(name); \
        char path[1024]; \
        if (path_of(handle, path, sizeof path) && concerns_us(path)) { \
            if (is_hit()) { \
                if (is_kind("torn")) real(handle, data, size / 2, at); \
                return fail(); \
            } \
            record("WRITE", path, "", at, data, size); \
        } \
        return real(handle, data, size, at); \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define SYNC(name) \
    int name(int handle) { \
        REAL(name); \
        char path[1024]; \
        struct stat found; \
        if (path_of(handle, path, sizeof path) && concerns_us(path)) { \
            if (is_hit()) return fail(); \
            int is_folder = fstat(handle, &found) == 0 && S_ISDIR(found.st_mode); \
            record(is_folder ? "SYNC_FOLDER" : "SYNC", path, "", 0, NULL, 0); \
        } \
        return real(handle); \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name) \
    int name(int handle, off_t at) { \
        REAL(name); \
        char path[1024]; \
        if (path_of(handle, path, sizeof path) && concerns_us(path)) { \
            if (is_hit()) return fail(); \
            record("TRUNCATE", path, "", at, NULL, 0); \
        } \
        return real(handle, at); \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int unlink(const char *path) {
    REAL(unlink);
    if (concerns_us(path)) {
        if (is_hit()) return fail();
        record("UNLINK", path, "", 0, NULL, 0);
    }
    return real(path);
}

int rename(const char *from, const char *to) {
    REAL(rename);
    if (concerns_us(from) || concerns_us(to)) {
        if (is_hit()) return fail();
        record("RENAME", from, to, 0, NULL, 0);
    }
    return real(from, to);
}

static int refuses_to_make(const char *path, int flags, int existed) {
    int makes = (flags & O_CREAT) && !existed && concerns_us(path) && !is_acknowledgement(path);
    if (makes && is_hit()) return 1;
    if (makes) record("CREATE", path, "", 0, NULL, 0);
    else if ((flags & O_TRUNC) && concerns_us(path)) record("TRUNCATE", path, "", 0, NULL, 0);
    return 0;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (refuses_to_make(path, flags, access(path, F_OK) == 0)) return fail(); \
        return real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (refuses_to_make(path, flags, faccessat(folder, path, F_OK, 0) == 0)) return fail(); \
        return real(folder, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)
