"""The data sets of the site in the vocabulary of data catalogues (DCAT 3), as JSON-LD.

One data set for all bodies and one for each; a distribution for every form.
"""

import json
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gongkai.office.bodies.models import Body
from gongkai.office.publishing.queries import bulk
from gongkai.portal.addresses import whole
from gongkai.portal.datasets.exports import Kind

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def written(request: HttpRequest) -> str:
    """Return the catalogue as JSON-LD."""
    return json.dumps(catalog(request), ensure_ascii=False, indent=1)


def catalog(request: HttpRequest) -> dict[str, Any]:
    """Return the catalogue: its data sets, and the API as a data service."""
    changed = bulk.newest_change()
    bodies = list(Body.objects.all())
    return {
        "@context": _CONTEXT,
        "@id": whole(request, reverse("open:catalog")),
        "@type": "dcat:Catalog",
        "dct:title": [
            _said("政府信息公开数据目录", "zh"),
            _said("Open government information", "en"),
        ],
        "dct:language": ["zh", "en"],
        **({"dct:modified": _moment(changed)} if changed else {}),
        "dcat:service": {
            "@id": whole(request, reverse("api:items")),
            "@type": "dcat:DataService",
            "dct:title": _said("公开数据接口", "zh"),
            "dcat:endpointURL": whole(request, "/api/v1/"),
            "dcat:endpointDescription": whole(request, reverse("open:openapi")),
        },
        "dcat:dataset": [_every(request), *(_of_body(request, each) for each in bodies)],
    }


def _every(request: HttpRequest) -> dict[str, Any]:
    months = [str(month) for month, _count in bulk.months(bulk.Extent())]
    return {
        "@id": whole(request, reverse("open:guide")),
        "@type": "dcat:DatasetSeries",
        "dct:title": _said("全部主动公开信息（按首次公开的月份）", "zh"),
        "dcat:distribution": [
            _distribution(request, _file_of(month, kind), kind, month)
            for month in months for kind in Kind
        ],
    }  # fmt: skip


def _file_of(month: str, kind: Kind) -> str:
    return reverse("open:export_period", kwargs={"period": month, "kind": kind.value})


def _of_body(request: HttpRequest, body: Body) -> dict[str, Any]:
    return {
        "@id": whole(
            request, reverse("open:export_body", kwargs={"body": body.code, "kind": "jsonl"})
        ),
        "@type": "dcat:Dataset",
        "dct:identifier": body.code,
        "dct:title": _said(f"{body.name}主动公开信息", "zh"),
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": body.name},
        "dcat:distribution": [
            _distribution(
                request,
                reverse("open:export_body", kwargs={"body": body.code, "kind": kind.value}),
                kind,
                "",
            )
            for kind in Kind
        ],
    }


def _distribution(request: HttpRequest, path: str, kind: Kind, title: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        **({"dct:title": title} if title else {}),
        "dcat:downloadURL": {"@id": whole(request, path)},
        "dcat:mediaType": kind.media_type.partition(";")[0],
    }


def _said(text: str, language: str) -> dict[str, str]:
    return {"@value": text, "@language": language}


def _moment(at: Any) -> dict[str, str]:
    return {"@value": at.isoformat(), "@type": "xsd:dateTime"}
