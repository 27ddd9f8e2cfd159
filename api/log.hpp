#pragma once
// Where a server's log goes and how a line of it looks.
#include <string>

namespace gavel {

/// Logs to standard error from now on: `format` "text", or "json", one object a line.
void log_as(const std::string& format);

}  // namespace gavel
