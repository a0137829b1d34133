package dev.ingest.source.rest.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Login;
import dev.ingest.source.rest.json.BodyPath;
import dev.ingest.source.rest.json.Json;
import java.util.List;
import java.util.Map;

/** Tokens that a request of the API's own gives out. */
final class SessionTokens implements TokenSource {
    private final Auth.Session auth;
    private final Api api;
    private final Secrets secrets;
    private final Proof earlier;
    private final TokenCall call;
    private final BodyPath path;

    SessionTokens(Auth.Session auth, Api api, Secrets secrets, Wire wire, Patience patience, Proof earlier) {
        this.auth = auth;
        this.api = api;
        this.secrets = secrets;
        this.earlier = earlier;
        this.call = new TokenCall("log in at " + auth.login().path(), wire, patience);
        this.path = BodyPath.of(auth.tokenPath());
    }

    @Override
    public Fresh ask(Stop stop) {
        JsonNode answer = call.answer(request(stop), stop);
        return new Fresh(call.token(path.find(answer).orElse(MissingNode.getInstance())), auth.lifetime());
    }

    private Request request(Stop stop) {
        Login login = auth.login();
        Request request = Request.below(api.baseUrl(), login.path()).withMethod(login.method());
        if (new Origins(api.baseUrl(), List.of()).isOwn(request.address())) {
            for (Map.Entry<String, String> header : api.headers().entrySet()) {
                request = request.withHeader(header.getKey(), header.getValue());
            }
            request = earlier.prove(request, stop);
        }
        for (Map.Entry<String, String> header : login.headers().entrySet()) {
            request = request.withHeader(header.getKey(), secrets.filled(header.getValue()));
        }
        for (Map.Entry<String, String> param : login.params().entrySet()) {
            request = request.withParam(param.getKey(), secrets.filled(param.getValue()));
        }
        return login.body().isPresent() ? request.withBody(filled(login.body().get())) : request;
    }

    private JsonNode filled(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((name, below) -> object.set(String.valueOf(name), filled(below)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(below -> array.add(filled(below)));
            return array;
        }
        return value instanceof String text
                ? JsonNodeFactory.instance.textNode(secrets.filled(text))
                : Json.TREES.valueToTree(value);
    }
}
