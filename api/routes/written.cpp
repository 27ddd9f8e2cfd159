#include "api/routes/written.hpp"

#include "api/routes/failure.hpp"
#include "api/routes/happened.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/repeat.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "archive/digest.hpp"

namespace gavel::api {

std::string code_for(Query& query, const procedure::Procedure& procedure, std::string_view written,
                     Unnamed unnamed) {
  std::string code = query.required("code", 64);
  std::string known;
  for (const auto& [id, document] : procedure.documents) {
    if (document.written != written) continue;
    if (id == code) return code;
    known += (known.empty() ? "" : ", ") + id;
  }
  if (!code.empty() && !(unnamed == Unnamed::any && known.empty())) {
    query.fault("code", "not-written-so",
                {{"given", code}, {"expected", known.empty() ? "-" : known}});
  }
  return code;
}

namespace {

matter::Document document_of(const Written& written) {
  matter::Document document;
  document.id = new_id();
  document.code = written.code;
  document.title = written.title;
  document.filename = written.title + written.extension;
  document.media_type = written.media_type;
  document.sha256 = archive::sha256_hex(written.bytes);
  document.size = written.bytes.size();
  return document;
}

/// A procedure that holds something to the paper hears that it is the system's own; to others it
/// means nothing. Gives the matter's version after that.
std::int64_t tell_written(Context& context, const std::string& matter, const desk::Done& filed) {
  JsonObject data{{"code", filed.event.name}, {"sha256", string_or(filed.event.data, "sha256")}};
  const auto told = context.services.desk.send(
      matter, {.event = "system.written", .data = std::move(data), .signature = {}},
      matter::clock_actor());
  return told ? told->snapshot.version : filed.snapshot.version;
}

}  // namespace

std::expected<std::int64_t, desk::Failure> add_written(Context& context, const std::string& matter,
                                                       const matter::Actor& actor,
                                                       Written written) {
  matter::Document document = document_of(written);
  desk::Attachments with;
  with.blob = std::move(written.bytes);
  const auto done = context.services.desk.add_document(matter, std::move(document), actor, with);
  if (!done) return std::unexpected(done.error());
  return tell_written(context, matter, *done);
}

http::Response file_written(Context& context, Call& call, const procedure::Procedure& procedure,
                            Written written) {
  matter::Document document = document_of(written);
  desk::Attachments with;
  with.if_version = if_match(call, false);
  with.blob = std::move(written.bytes);
  const std::string place = "/v1/documents/" + encoded(document.id);
  if (call.repeat) {
    with.idempotency = [&](const matter::Accepted& accepted) {
      return kept_answer(*call.repeat, 201, place, json_text(added_view(accepted.next)));
    };
  }
  const auto done =
      context.services.desk.add_document(call.parameter(), std::move(document), call.actor(), with);
  if (!done) throw problem_of(done.error(), &procedure);
  note_repeat(call, *done);
  http::Response response = created(place, added_view(done->snapshot));
  const std::int64_t version =
      done->repeated ? done->snapshot.version : tell_written(context, call.parameter(), *done);
  response.headers.add("ETag", etag_of(version));
  return response;
}

}  // namespace gavel::api
