#include "api/routes/calendar_words.hpp"

#include "api/routes/problem.hpp"

namespace gavel::api {

Text calendar_sentence(const calendar::TableFault& fault) {
  const Text what = sentence("calendar-" + fault.code, fault.values);
  if (fault.line == 0) return what;
  const Text line = sentence("calendar-line", {{"line", fault.line}});
  return {.zh = line.zh + what.zh, .en = line.en + what.en};
}

}  // namespace gavel::api
