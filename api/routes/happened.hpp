#pragma once
// What every route that makes an event happen does with the outcome: events, documents, signatures.
#include "api/routes/call.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::api {

/// 201 with the event, its place and the matter's new ETag.
[[nodiscard]] http::Response event_response(const procedure::Procedure& procedure,
                                            const desk::Done& done);

/// Stores that answer with the event when the call has an Idempotency-Key. `call` and `procedure`
/// must outlive `with`.
void keep_with_event(Call& call, const procedure::Procedure& procedure, desk::Attachments& with);

/// Tells the call's key whether this request, or another before it, made the event happen.
void note_repeat(Call& call, const desk::Done& done);

}  // namespace gavel::api
