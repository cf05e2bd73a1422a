/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The mark of every declaration that the shared library exports. */

#pragma once

/* The library is compiled with everything hidden; what carries no mark stays inside. The
 * introspection scanner parses plain C and must not see the attribute. */
#ifdef __GI_SCANNER__
# define QMI_API
#else
# define QMI_API __attribute__ ((visibility ("default"))) extern
#endif
