package clientele.etl.store;

class StoreOnSqliteTest extends StoreBehaviour {

  @Override
  String newMetadataUrl() {
    return "";
  }
}
