"""The rules over what was entered (登记内容): fields, dates, the document number."""
