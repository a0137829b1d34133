package dev.ingest.source.rest.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.endpoint.Paging;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A {@code Link} header names the next page. */
class HeaderLinkTest extends PagingContractTest {
    @Override
    TestApi api(PagedList list) {
        return new TestApi(asked -> {
            int page = asked.number("page", 0);
            Answer answer = list.page(page, "");
            return list.leadsOn(page)
                    ? answer.with(
                            "Link", "</things?page=0>; rel=\"first\", </things?page=" + (page + 1) + ">; rel=\"next\"")
                    : answer.with("Link", "</things?page=0>; rel=\"first\"");
        });
    }

    @Override
    Paging paging() {
        return new Paging.HeaderLink("next");
    }

    @Override
    boolean endsOnAnEmptyPage() {
        return false;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<https://a/x?p=2>; rel=\"next\" | https://a/x?p=2",
                "<https://a/x?p=2>; rel=next | https://a/x?p=2",
                "<https://a/x?p=2>; title=\"a, b; rel=prev\"; REL=\"NEXT\" | https://a/x?p=2",
                "<https://a/x?f=1,2;3>; rel=\"prev\", <https://a/x?f=1,2;4>; rel=\"last next\" | https://a/x?f=1,2;4",
                "<https://a/1>; rel=prev,<https://a/2>;rel=next;type=\"x\" | https://a/2",
                "<https://a/x>; rel=\"prev\" |",
                "<>; rel=\"next\" |",
                "nonsense |",
            })
    void theNextLinkIsFound(String header, String link) {
        assertEquals(Optional.ofNullable(link), LinkHeader.of(List.of(header)).link("next"));
    }
}
