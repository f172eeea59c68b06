/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http.h"

G_BEGIN_DECLS

#define HECHA_REMOTE_PATH_MAX    1024
#define HECHA_REMOTE_SEGMENT_MAX 255

/**
 * HechaRemoteEntry:
 * @name: one segment
 * @size: in bytes; -1 where the server does not say, 0 for a folder
 * @is_folder: whether it holds others
 *
 * What a listing says of one name.
 */
typedef struct
{
  char *name;
  gint64 size;
  gboolean is_folder;
} HechaRemoteEntry;

HechaRemoteEntry *hecha_remote_entry_new  (const char       *name,
                                           gint64            size,
                                           gboolean          is_folder);
void              hecha_remote_entry_free (HechaRemoteEntry *self);

/**
 * HechaRemotePut:
 * @HECHA_REMOTE_SENT: it was sent, and arrived at the right size
 * @HECHA_REMOTE_SKIPPED: it was there already at the right size
 */
typedef enum
{
  HECHA_REMOTE_SENT,
  HECHA_REMOTE_SKIPPED,
} HechaRemotePut;

typedef struct _HechaRemote HechaRemote;

/**
 * HechaRemoteObject:
 * @path: where it lies
 * @source: its bytes
 * @sha256: their digest, in lower-case hex
 * @verify: whether it is read back and its digest compared, also where it was there already
 * @progress: (nullable): told how far it is
 *
 * An immutable object to be put.
 */
typedef struct
{
  const char *path;
  HechaSource source;
  const char *sha256;
  gboolean verify;
  HechaHttpProgress progress;
  gpointer progress_data;
} HechaRemoteObject;

/* What a kind of store (WebDAV, a folder) implements; paths were checked before.
 * @send gives an object its name, whole or not at all, where nobody else's has it by
 * then; else @moved is %FALSE. */
typedef struct
{
  gboolean   (*check) (HechaRemote              *self,
                       GCancellable             *cancellable,
                       GError                  **error);
  gboolean   (*send)  (HechaRemote              *self,
                       const HechaRemoteObject  *object,
                       gboolean                 *moved,
                       GCancellable             *cancellable,
                       GError                  **error);
  gboolean   (*get)   (HechaRemote              *self,
                       const char               *path,
                       guint64                   limit,
                       HechaHttpWrite            write,
                       gpointer                  write_data,
                       GCancellable             *cancellable,
                       GError                  **error);
  gboolean   (*stat)  (HechaRemote              *self,
                       const char               *path,
                       gboolean                 *exists,
                       gint64                   *size,
                       GCancellable             *cancellable,
                       GError                  **error);
  GPtrArray *(*list)  (HechaRemote              *self,
                       const char               *folder,
                       GCancellable             *cancellable,
                       GError                  **error);
  void       (*free)  (HechaRemote              *self);
} HechaRemoteClass;

/**
 * HechaRemote:
 *
 * A store of immutable objects at some server, or in some folder. Everything blocks: for worker
 * threads, one thread at a time.
 */
struct _HechaRemote
{
  const HechaRemoteClass *klass;
};

gboolean   hecha_remote_segment_is_valid (const char               *segment);
gboolean   hecha_remote_path_is_valid    (const char               *path);
char      *hecha_remote_path_digest      (const char               *path);

gboolean   hecha_remote_check     (HechaRemote              *self,
                                   GCancellable             *cancellable,
                                   GError                  **error);
gboolean   hecha_remote_put       (HechaRemote              *self,
                                   const HechaRemoteObject  *object,
                                   HechaRemotePut           *outcome,
                                   GCancellable             *cancellable,
                                   GError                  **error);
gboolean   hecha_remote_get       (HechaRemote              *self,
                                   const char               *path,
                                   guint64                   limit,
                                   HechaHttpWrite            write,
                                   gpointer                  write_data,
                                   GCancellable             *cancellable,
                                   GError                  **error);
GBytes    *hecha_remote_get_bytes (HechaRemote              *self,
                                   const char               *path,
                                   guint64                   limit,
                                   GCancellable             *cancellable,
                                   GError                  **error);
gboolean   hecha_remote_stat      (HechaRemote              *self,
                                   const char               *path,
                                   gboolean                 *exists,
                                   gint64                   *size,
                                   GCancellable             *cancellable,
                                   GError                  **error);
GPtrArray *hecha_remote_list      (HechaRemote              *self,
                                   const char               *folder,
                                   GCancellable             *cancellable,
                                   GError                  **error);
void       hecha_remote_free      (HechaRemote              *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRemote, hecha_remote_free)

G_END_DECLS
