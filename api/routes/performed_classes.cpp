// What the statement of procedure performed tells of security classes: who classified which paper,
// or changed its class, on what basis, and that a notice was taken from the public by it.
#include <algorithm>

#include "api/routes/performed_writer.hpp"
#include "db/document_security.hpp"

namespace gavel::api {
namespace {

bool takes_from_public(const db::SecurityAct& act) {
  return !act.notice.empty() && db::is_state_secret(act.security) && !db::is_state_secret(act.was);
}

const char* key_of(const db::SecurityAct& act) {
  if (act.was.empty()) return "class said";
  const bool is_lifted = db::is_state_secret(act.was) && !db::is_state_secret(act.security);
  return is_lifted ? "class lifted" : "class changed";
}

}  // namespace

JsonObject PerformedWriter::values_of(const db::SecurityAct& act) const {
  JsonObject out{
      {"date", date(day_of(act.at))},
      {"by", record_.names.who(act.by.name, act.by.unit, language_)},
      {"paper", act.document},
      {"security", act.security},
      {"was", act.was},
      {"basis", cut(act.basis)},
      {"notice", act.notice},
      {"why", act.taken_down.empty()
                  ? say("taken down unexplained")
                  : say("taken down because", {{"reason", cut(act.taken_down)}})},
  };
  const auto& documents = *record_.snapshot.documents;
  const auto paper = std::ranges::find(documents, act.document, &matter::Document::id);
  if (paper != documents.end())
    out["paper"] =
        say("paper called",
            {{"title", typed(paper->title)}, {"code", paper->code}, {"version", paper->version}});
  return out;
}

std::string PerformedWriter::sentence_of(const db::SecurityAct& act) const {
  JsonObject values = values_of(act);
  values["taken"] = takes_from_public(act) ? say("class takes down", values) : "";
  return say(key_of(act), values);
}

/// What was taken from the public while the notice was open.
std::string PerformedWriter::taken_down(const db::Notice& notice) const {
  std::string out;
  for (const db::SecurityAct& act : record_.classified)
    if (act.notice == notice.id && takes_from_public(act))
      out += say("notice taken down", values_of(act));
  return out;
}

}  // namespace gavel::api
